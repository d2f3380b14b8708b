using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hub.Definitions;

/// <summary>The value sets that required and extensible bindings of the R4 types name, and the code systems they draw from.</summary>
public static class TerminologyReduction
{
    private const string Unclosed = "http://hl7.org/fhir/StructureDefinition/valueset-unclosed";

    /// <summary>What the hub's profiles name beyond the bindings of R4.</summary>
    private static readonly string[] Named =
    [
        "http://hl7.org/fhir/ValueSet/age-units", "http://terminology.hl7.org/ValueSet/v3-PurposeOfUse", "http://hl7.org/fhir/ValueSet/request-priority",
        "http://terminology.hl7.org/ValueSet/v3-ConfidentialityClassification", "http://hl7.org/fhir/ValueSet/consent-action",
    ];

    /// <summary>Larger systems are held as far as the value sets list them.</summary>
    private const int MostConcepts = 2000;

    public static byte[] Reduce(PackageArchive archive)
    {
        var expansions = archive.Named("Bundle-valueset-expansions.json").GetProperty("entry").EnumerateArray()
            .Select(entry => entry.GetProperty("resource"))
            .Where(resource => resource.Text("resourceType") == "ValueSet" && IsClosed(resource.GetProperty("expansion")))
            .ToDictionary(resource => resource.Text("url")!);
        var valueSets = Bound(archive).Concat(Named).Distinct().Order(StringComparer.Ordinal).Where(expansions.ContainsKey).Select(url => expansions[url]).ToList();
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("sha512", PackageArchive.Sha512);
            WriteSystems(archive, valueSets, json);
            WriteValueSets(valueSets, json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static IEnumerable<string> Bound(PackageArchive archive) => archive.Starting("StructureDefinition-")
        .Where(definition => definition.Text("kind") != "logical" && definition.Text("derivation") != "constraint")
        .SelectMany(definition => definition.GetProperty("snapshot").GetProperty("element").EnumerateArray())
        .Where(element => element.TryGetProperty("binding", out _))
        .Select(element => element.GetProperty("binding"))
        .Where(binding => binding.Text("strength") is "required" or "extensible" && binding.Text("valueSet") is not null)
        .Select(binding => binding.Text("valueSet")!.Split('|')[0]);

    private static bool IsClosed(JsonElement expansion) =>
        !expansion.List("extension").Any(extension => extension.Text("url") == Unclosed) && Listed(expansion).Any();

    /// <summary>All concepts below, those that are only headings left out.</summary>
    private static IEnumerable<JsonElement> Listed(JsonElement parent) => parent.List("contains")
        .SelectMany(concept => Listed(concept).Prepend(concept))
        .Where(concept => !(concept.TryGetProperty("abstract", out var heading) && heading.GetBoolean()));

    private static void WriteSystems(PackageArchive archive, IEnumerable<JsonElement> valueSets, Utf8JsonWriter json)
    {
        var published = archive.Starting("CodeSystem-").Where(system => system.Text("content") == "complete")
            .GroupBy(system => system.Text("url")!).ToDictionary(same => same.Key, same => same.First());
        var used = valueSets.SelectMany(valueSet => Listed(valueSet.GetProperty("expansion"))).GroupBy(concept => concept.Text("system")!);
        json.WriteStartObject("codeSystems");
        foreach (var system in used.OrderBy(system => system.Key, StringComparer.Ordinal))
        {
            var all = published.TryGetValue(system.Key, out var whole) ? Concepts(whole).ToList() : [];
            var isWhole = all.Count is > 0 and <= MostConcepts;
            WriteSystem(system.Key, isWhole ? whole : null, isWhole ? all : system.DistinctBy(concept => concept.Text("code")), json);
        }

        json.WriteEndObject();
    }

    private static IEnumerable<JsonElement> Concepts(JsonElement parent) => parent.List("concept").SelectMany(concept => Concepts(concept).Prepend(concept));

    private static void WriteSystem(string url, JsonElement? whole, IEnumerable<JsonElement> concepts, Utf8JsonWriter json)
    {
        json.WriteStartObject(url);
        if (whole is { } system)
        {
            json.WriteString("title", system.Text("title") ?? system.Text("name"));
            json.WriteString("version", system.Text("version"));
            json.WriteBoolean("complete", true);
            json.WriteBoolean("caseSensitive", !system.TryGetProperty("caseSensitive", out var exact) || exact.GetBoolean());
        }

        json.WriteStartArray("concepts");
        foreach (var concept in concepts.DistinctBy(concept => concept.Text("code")))
        {
            Reduction.WriteStrings(json, [concept.Text("code")!, concept.Text("display") ?? concept.Text("code")!]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteValueSets(IEnumerable<JsonElement> valueSets, Utf8JsonWriter json)
    {
        json.WriteStartObject("valueSets");
        foreach (var valueSet in valueSets)
        {
            json.WriteStartObject(valueSet.Text("url")!);
            json.WriteString("title", valueSet.Text("title") ?? valueSet.Text("name"));
            json.WriteString("version", valueSet.Text("version"));
            json.WriteStartObject("systems");
            foreach (var system in Listed(valueSet.GetProperty("expansion")).GroupBy(concept => concept.Text("system")!))
            {
                json.WritePropertyName(system.Key);
                Reduction.WriteStrings(json, system.Select(concept => concept.Text("code")!).Distinct());
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
