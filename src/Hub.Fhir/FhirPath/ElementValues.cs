using System.Globalization;
using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath.Values;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.FhirPath;

/// <summary>The System value of a FHIR element (http://hl7.org/fhir/R4/fhirpath.html#types).</summary>
internal static class ElementValues
{
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static SystemValue? Of(FhirElement element)
    {
        var value = element.Value;
        return value.Kind switch
        {
            JsonKind.True => SystemBoolean.True,
            JsonKind.False => SystemBoolean.False,
            JsonKind.Number => NumberOf(value, element.Type.Format),
            JsonKind.String => TextOf(value.Text, element.Type.Format),
            JsonKind.Object when element.Type.Is("Quantity") => QuantityOf(value),
            _ => null,
        };
    }

    /// <summary>Whether elements of the type hold a String, so that they can be compared as bytes.</summary>
    public static bool IsText(TypeDefinition type) => type.Format is PrimitiveFormat.Code or PrimitiveFormat.String or PrimitiveFormat.Uri
        or PrimitiveFormat.Id or PrimitiveFormat.Canonical or PrimitiveFormat.Url or PrimitiveFormat.Markdown or PrimitiveFormat.Oid
        or PrimitiveFormat.Uuid or PrimitiveFormat.Base64Binary or PrimitiveFormat.Xhtml;

    private static SystemValue? NumberOf(JsonValue value, PrimitiveFormat type)
    {
        var text = value.Text;
        if (type is PrimitiveFormat.Integer or PrimitiveFormat.PositiveInt or PrimitiveFormat.UnsignedInt && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return SystemInteger.Of(whole);
        }

        return decimal.TryParse(text, Number, CultureInfo.InvariantCulture, out var number) ? new SystemDecimal(number) : null;
    }

    private static SystemValue TextOf(string text, PrimitiveFormat type) => (type switch
    {
        PrimitiveFormat.Date => TemporalText.Date(text),
        PrimitiveFormat.DateTime or PrimitiveFormat.Instant => TemporalText.DateTime(text),
        PrimitiveFormat.Time => TemporalText.Time(text),
        _ => null,
    }) ?? (SystemValue)new SystemString(text);

    private static SystemQuantity? QuantityOf(JsonValue value)
    {
        if (!decimal.TryParse(value["value"u8].Text, Number, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var unit = value["code"u8] is { Exists: true } code ? code.Text : value["unit"u8].Text;
        return new SystemQuantity(number, unit.Length == 0 ? "1" : unit);
    }
}
