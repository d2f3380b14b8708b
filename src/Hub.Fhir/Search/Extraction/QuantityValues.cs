using System.Globalization;
using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;

namespace Hub.Fhir.Search.Extraction;

/// <summary>Numbers and quantities; a Range is an interval, a comparator opens an end (https://hl7.org/fhir/R4/search.html#quantity).</summary>
internal static class QuantityValues
{
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static void Add(in FhirPathValue item, Indexing indexing, List<SearchValue> values)
    {
        var value = item.Element.Value;
        if (!item.IsElement)
        {
            return;
        }

        switch (item.Element.Type.Name)
        {
            case "Range":
                AddRange(value, indexing, values);
                break;
            case "Money":
                Add(indexing, new Amount(Read(value["value"u8]), Read(value["value"u8]), "urn:iso:std:iso:4217", Text(value["currency"u8]), null), values);
                break;
            case "SampledData":
                Add(indexing, AmountOf(value["origin"u8]), values);
                break;
            default:
                Add(indexing, value.Kind == JsonKind.Object ? AmountOf(value) : new Amount(Read(value), Read(value), null, null, null), values);
                break;
        }
    }

    private sealed record Amount(decimal? Low, decimal? High, string? System, string? Code, string? Unit);

    private static void Add(Indexing indexing, Amount amount, List<SearchValue> values)
    {
        if (amount.Low is null && amount.High is null)
        {
            return;
        }

        var (low, high) = (amount.Low ?? NumberValue.Least, amount.High ?? NumberValue.Greatest);
        values.Add(indexing.ParameterType == SearchParameterType.Number
            ? new NumberValue(indexing.Code, low, high)
            : new QuantityValue(indexing.Code, amount.System, amount.Code, amount.Unit, low, high));
    }

    private static void AddRange(JsonValue range, Indexing indexing, List<SearchValue> values)
    {
        var (low, high) = (AmountOf(range["low"u8]), AmountOf(range["high"u8]));
        Add(indexing, new Amount(low.Low, high.High, low.System ?? high.System, low.Code ?? high.Code, low.Unit ?? high.Unit), values);
    }

    private static Amount AmountOf(JsonValue quantity)
    {
        var number = Read(quantity["value"u8]);
        var comparator = quantity["comparator"u8].Text;
        return new Amount(
            comparator.StartsWith('<') ? null : number,
            comparator.StartsWith('>') ? null : number,
            Text(quantity["system"u8]),
            Text(quantity["code"u8]),
            Text(quantity["unit"u8]));
    }

    private static decimal? Read(JsonValue value) =>
        decimal.TryParse(value.Text, Number, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, NumberValue.Least, NumberValue.Greatest) : null;

    private static string? Text(JsonValue value) => value.Exists ? value.Text : null;
}
