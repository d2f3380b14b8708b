using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.Search.Extraction;

/// <summary>Tokens from Coding, CodeableConcept, Identifier, ContactPoint, code, string, boolean (https://hl7.org/fhir/R4/search.html#token).</summary>
internal static class TokenValues
{
    public static void Add(in FhirPathValue item, Indexing indexing, List<SearchValue> values)
    {
        if (!item.IsElement)
        {
            values.Add(new TokenValue(indexing.Code, null, item.ToString(), null));
            return;
        }

        var value = item.Element.Value;
        switch (item.Element.Type.Name)
        {
            case "Coding":
                AddCoding(value, indexing.Code, values);
                break;
            case "CodeableConcept":
                AddConcept(value, indexing.Code, values);
                break;
            case "Identifier":
                AddIdentifier(value, indexing, values);
                break;
            case "ContactPoint":
                Add(indexing.Code, null, Folded(value["value"u8]), null, values);
                break;
            case "string":
                Add(indexing.Code, null, Folded(value), null, values);
                break;
            case "code":
                Add(indexing.Code, SystemOf(item.Element, value.Text), Text(value), null, values);
                break;
            default:
                Add(indexing.Code, null, value.Kind == JsonKind.Object ? null : Text(value), null, values);
                break;
        }
    }

    /// <summary>The system that the binding of the element gives to a code; null when there is none.</summary>
    private static string? SystemOf(FhirElement element, string code) =>
        element.Member?.Element.Binding?.Codes?.Systems.FirstOrDefault(system => system.Value.Contains(code)).Key;

    private static void Add(string parameter, string? system, string? code, string? text, List<SearchValue> values)
    {
        if (code is not null || text is not null)
        {
            values.Add(new TokenValue(parameter, system, code, text));
        }
    }

    private static void AddCoding(JsonValue coding, string parameter, List<SearchValue> values)
    {
        var (system, code, display) = (Text(coding["system"u8]), Text(coding["code"u8]), Text(coding["display"u8]));
        if (system is not null || code is not null || display is not null)
        {
            values.Add(new TokenValue(parameter, system, code, display));
        }
    }

    private static void AddConcept(JsonValue concept, string parameter, List<SearchValue> values)
    {
        foreach (var coding in concept["coding"u8].Items)
        {
            AddCoding(coding, parameter, values);
        }

        Add(parameter, null, null, Text(concept["text"u8]), values);
    }

    private static void AddIdentifier(JsonValue identifier, Indexing indexing, List<SearchValue> values)
    {
        var type = identifier["type"u8];
        var value = identifier["value"u8];
        var (system, code, text) = (Text(identifier["system"u8]), Folded(value), Text(type["text"u8]));
        if (system is not null || code is not null || text is not null)
        {
            values.Add(new TokenValue(indexing.Code, system, code, text));
        }

        foreach (var coding in type["coding"u8].Items)
        {
            if (code is not null)
            {
                values.Add(new TokenValue(indexing.OfTypeCode, Text(coding["system"u8]), TokenSearch.OfTypeCode(Text(coding["code"u8]), value.Text), null));
            }
        }
    }

    private static string? Folded(JsonValue value) => Text(value) is { } text ? TokenSearch.Fold(text, true) : null;

    private static string? Text(JsonValue value) => value.Exists ? value.Text : null;
}
