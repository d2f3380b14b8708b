using System.Globalization;
using System.Text;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;

namespace Hub.Fhir.Types;

/// <summary>Finds the way from the top of a text to one of its rows, as a FHIRPath expression.</summary>
internal static class ElementPath
{
    public static string Of(JsonText text, int row)
    {
        var top = FhirElement.OfResource(text.Root);
        if (!top.Exists)
        {
            return "";
        }

        var path = new StringBuilder(top.Type.Name);
        var (place, type) = (0, top.Type);
        while (place != row && Member(text, place, row) is { } property)
        {
            if (type.Member(property.NameUtf8) is not { } member)
            {
                break;
            }

            path.Append('.').Append(member.Step);
            place = property.Value.Index;
            if (property.Value.Kind == JsonKind.Array)
            {
                place = Item(text, place, row, path);
            }

            type = member.Type.Kind == TypeKind.Resource ? FhirElement.OfResource(text.At(place)).Type ?? member.Type : member.Type;
        }

        return path.ToString();
    }

    /// <summary>The member of the object at a row that holds another row.</summary>
    private static JsonProperty? Member(JsonText text, int container, int row)
    {
        foreach (var property in text.At(container).Properties)
        {
            if (row >= property.Value.Index && row < property.Value.Index + property.Value.Entry.Rows)
            {
                return property;
            }
        }

        return null;
    }

    private static int Item(JsonText text, int array, int row, StringBuilder path)
    {
        var number = 0;
        foreach (var item in text.At(array).Items)
        {
            if (row >= item.Index && row < item.Index + item.Entry.Rows)
            {
                path.Append('[').Append(number.ToString(CultureInfo.InvariantCulture)).Append(']');
                return item.Index;
            }

            number++;
        }

        return row;
    }
}
