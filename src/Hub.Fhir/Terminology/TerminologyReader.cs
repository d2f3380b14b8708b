using System.IO.Compression;
using System.Reflection;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Terminology;

/// <summary>Reads code systems, value sets and concept maps: as FHIR resources, and as the reduced file of R4.</summary>
internal sealed class TerminologyReader
{
    public Dictionary<string, CodeSystem> CodeSystems { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ValueSet> ValueSets { get; } = new(StringComparer.Ordinal);

    public List<ConceptMap> ConceptMaps { get; } = [];

    /// <summary>All that is embedded. Value sets come last: they draw from the systems.</summary>
    public static TerminologyReader Embedded()
    {
        var reader = new TerminologyReader();
        reader.ReadReduced(Text("r4-terminology.json.gz").Root);
        var names = Assembly.GetExecutingAssembly().GetManifestResourceNames();
        foreach (var prefix in (string[])["codesystem.", "terminology.", "valueset."])
        {
            foreach (var name in names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                reader.Read(Text(name).Root);
            }
        }

        reader.Add(new CodeSystem(Canonicals.Problem, "Problems", null, true, true, Problems.All.Select(problem => new Concept(problem.Code, problem.Text))));
        return reader;
    }

    /// <summary>A CodeSystem, ValueSet or ConceptMap; anything else is passed over.</summary>
    public void Read(JsonValue resource)
    {
        switch (resource["resourceType"u8].Text)
        {
            case "CodeSystem":
                ReadSystem(resource);
                break;
            case "ValueSet" when new ValueSetReader(this).Read(resource) is { } valueSet:
                ValueSets[valueSet.Url] = valueSet;
                break;
            case "ConceptMap":
                ReadMap(resource);
                break;
            default:
                break;
        }
    }

    private static JsonText Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var plain = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var bytes = new MemoryStream();
        plain.CopyTo(bytes);
        return JsonText.Of(bytes.ToArray());
    }

    private void Add(CodeSystem system) => CodeSystems[system.Url] = system;

    private void ReadReduced(JsonValue root)
    {
        foreach (var system in root["codeSystems"u8].Properties)
        {
            var concepts = new List<Concept>();
            foreach (var pair in system.Value["concepts"u8].Items)
            {
                concepts.Add(new Concept(pair.Item(0).Text, pair.Item(1).Text));
            }

            var title = system.Value["title"u8] is { Exists: true } said ? said.Text : system.Name;
            var isCaseSensitive = system.Value["caseSensitive"u8].Kind != JsonKind.False;
            Add(new CodeSystem(system.Name, title, Optional(system.Value["version"u8]), system.Value["complete"u8].Kind == JsonKind.True, isCaseSensitive, concepts));
        }

        foreach (var valueSet in root["valueSets"u8].Properties)
        {
            ValueSets[valueSet.Name] = new ValueSet(
                valueSet.Name, valueSet.Value["title"u8].Text, Optional(valueSet.Value["version"u8]), Members(valueSet.Value["systems"u8]));
        }
    }

    private List<SystemConcept> Members(JsonValue systems)
    {
        var members = new List<SystemConcept>();
        foreach (var system in systems.Properties)
        {
            foreach (var code in system.Value.Items)
            {
                members.Add(new SystemConcept(system.Name, code.Text, CodeSystems[system.Name].Find(code.Text)?.Display ?? code.Text));
            }
        }

        return members;
    }

    private void ReadSystem(JsonValue resource)
    {
        var concepts = new List<Concept>();
        AddConcepts(resource["concept"u8], concepts);
        Add(new CodeSystem(
            resource["url"u8].Text,
            resource["title"u8] is { Exists: true } title ? title.Text : resource["name"u8].Text,
            Optional(resource["version"u8]),
            resource["content"u8].TextEquals("complete"u8),
            resource["caseSensitive"u8].Kind != JsonKind.False,
            concepts));
    }

    private static void AddConcepts(JsonValue list, List<Concept> concepts)
    {
        foreach (var concept in list.Items)
        {
            var code = concept["code"u8].Text;
            concepts.Add(new Concept(code, Optional(concept["display"u8]) ?? code, Optional(concept["definition"u8])));
            AddConcepts(concept["concept"u8], concepts);
        }
    }

    private void ReadMap(JsonValue resource)
    {
        foreach (var group in resource["group"u8].Items)
        {
            var rows = new List<(string Code, MappedCode Target)>();
            foreach (var element in group["element"u8].Items)
            {
                foreach (var target in element["target"u8].Items)
                {
                    rows.Add((element["code"u8].Text, new(Optional(target["code"u8]), target["equivalence"u8].Text, Optional(target["comment"u8]))));
                }
            }

            ConceptMaps.Add(new(resource["url"u8].Text, group["source"u8].Text, group["target"u8].Text, rows.ToLookup(row => row.Code, row => row.Target)));
        }
    }

    private static string? Optional(JsonValue value) => value.Exists ? value.Text : null;
}
