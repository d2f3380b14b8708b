using System.Text.Json;

namespace Hub.Definitions;

/// <summary>The codes of the value sets that required bindings name; a set that cannot be listed whole is open.</summary>
internal static class CodeReduction
{
    private const string Unclosed = "http://hl7.org/fhir/StructureDefinition/valueset-unclosed";

    public static void Write(PackageArchive archive, IReadOnlySet<string> valueSets, Utf8JsonWriter json)
    {
        var expansions = archive.Named("Bundle-valueset-expansions.json").GetProperty("entry").EnumerateArray()
            .Select(entry => entry.GetProperty("resource"))
            .Where(resource => resource.Text("resourceType") == "ValueSet")
            .ToDictionary(resource => resource.Text("url")!, resource => resource.GetProperty("expansion"));
        json.WriteStartObject();
        foreach (var url in valueSets.Order(StringComparer.Ordinal))
        {
            json.WriteStartObject(url);
            if (expansions.TryGetValue(url, out var expansion) && !IsOpen(expansion))
            {
                WriteCodes(expansion, json);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static bool IsOpen(JsonElement expansion) =>
        expansion.List("extension").Any(extension => extension.Text("url") == Unclosed) || !Concepts(expansion).Any();

    private static void WriteCodes(JsonElement expansion, Utf8JsonWriter json)
    {
        foreach (var system in Concepts(expansion).GroupBy(concept => concept.Text("system")!))
        {
            json.WritePropertyName(system.Key);
            Reduction.WriteStrings(json, system.Select(concept => concept.Text("code")!).Distinct());
        }
    }

    private static IEnumerable<JsonElement> Concepts(JsonElement parent) =>
        parent.List("contains").SelectMany(concept => Concepts(concept).Prepend(concept));
}
