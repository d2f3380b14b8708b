using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;

namespace Hub.Fhir.Search.Extraction;

/// <summary>Strings, each part of a HumanName or Address by itself (https://hl7.org/fhir/R4/search.html#string).</summary>
internal static class StringValues
{
    private static readonly string[] NameParts = ["text", "family", "given", "prefix", "suffix"];
    private static readonly string[] AddressParts = ["text", "line", "city", "district", "state", "postalCode", "country"];

    public static void Add(in FhirPathValue item, string parameter, List<SearchValue> values)
    {
        if (!item.IsElement)
        {
            AddText(item.ToString(), parameter, values);
            return;
        }

        var value = item.Element.Value;
        switch (item.Element.Type.Name)
        {
            case "HumanName":
                AddParts(value, NameParts, parameter, values);
                break;
            case "Address":
                AddParts(value, AddressParts, parameter, values);
                break;
            case "CodeableConcept":
                AddConcept(value, parameter, values);
                break;
            default:
                AddValue(value.Kind == JsonKind.Object ? value["text"u8] : value, parameter, values);
                break;
        }
    }

    private static void AddParts(JsonValue container, string[] names, string parameter, List<SearchValue> values)
    {
        foreach (var property in container.Properties)
        {
            if (Array.IndexOf(names, property.Name) < 0)
            {
                continue;
            }

            if (property.Value.Kind != JsonKind.Array)
            {
                AddValue(property.Value, parameter, values);
                continue;
            }

            foreach (var part in property.Value.Items)
            {
                AddValue(part, parameter, values);
            }
        }
    }

    private static void AddConcept(JsonValue concept, string parameter, List<SearchValue> values)
    {
        AddValue(concept["text"u8], parameter, values);
        foreach (var coding in concept["coding"u8].Items)
        {
            AddValue(coding["display"u8], parameter, values);
        }
    }

    private static void AddValue(JsonValue value, string parameter, List<SearchValue> values)
    {
        if (value.Kind == JsonKind.String)
        {
            AddText(value.Text, parameter, values);
        }
    }

    private static void AddText(string text, string parameter, List<SearchValue> values) =>
        values.Add(new StringValue(parameter, text, SearchText.Normal(text)));
}
