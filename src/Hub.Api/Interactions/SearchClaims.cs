using System.Text.Json;
using Hub.Fhir.Definitions;

namespace Hub.Api.Interactions;

/// <summary>What a type can be searched by, as the CapabilityStatement claims it; the modifiers and prefixes, for which R4 has no element, in words.</summary>
internal static class SearchClaims
{
    public static void Write(Utf8JsonWriter json, string type)
    {
        Texts(json, "searchInclude", Searchable.Includes(type));
        Texts(json, "searchRevInclude", Searchable.RevIncludes(type));
        json.WriteStartArray("searchParam");
        foreach (var parameter in Searchable.Parameters(type))
        {
            Parameter(json, type, parameter);
        }

        json.WriteEndArray();
    }

    /// <summary>What R4 names and does not define.</summary>
    public static void OfAllTypes(Utf8JsonWriter json)
    {
        json.WriteStartArray("searchParam");
        json.WriteStartObject();
        json.WriteString("name", ListSearch.Parameter);
        json.WriteString("type", "special");
        json.WriteString("documentation", "Of each type: what stands in the Lists of these ids, which the caller may read");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Parameter(Utf8JsonWriter json, string type, SearchParameter parameter)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Code);
        json.WriteString("definition", parameter.Url);
        json.WriteString("type", JsonNamingPolicy.CamelCase.ConvertName(parameter.Type.ToString()));
        string?[] words = [Words("modifiers", Searchable.Modifiers(type, parameter)), Words("prefixes", Searchable.Prefixes(parameter))];
        if (words.OfType<string>().ToList() is { Count: > 0 } said)
        {
            json.WriteString("documentation", string.Join("; ", said));
        }

        json.WriteEndObject();
    }

    private static string? Words(string what, IReadOnlyList<string> names) => names.Count == 0 ? null : $"{what}: {string.Join(", ", names)}";

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
