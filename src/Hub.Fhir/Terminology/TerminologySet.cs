using Hub.Fhir.Json;

namespace Hub.Fhir.Terminology;

/// <summary>
/// The code systems, value sets and concept maps that the hub holds, and the questions of the FHIR terminology operations
/// (http://hl7.org/fhir/R4/terminology-service.html) as pure functions. What is not held is answered as not checked.
/// </summary>
public sealed class TerminologySet
{
    private static readonly Lazy<TerminologySet> Embedded = new(() => new TerminologySet(TerminologyReader.Embedded()));

    private readonly Dictionary<string, CodeSystem> codeSystems;
    private readonly Dictionary<string, ValueSet> valueSets;
    private readonly List<ConceptMap> maps;

    private TerminologySet(TerminologyReader reader)
    {
        codeSystems = reader.CodeSystems;
        valueSets = reader.ValueSets;
        maps = reader.ConceptMaps;
    }

    /// <summary>What comes with the hub, read once.</summary>
    public static TerminologySet Held => Embedded.Value;

    public IReadOnlyCollection<CodeSystem> CodeSystems => codeSystems.Values;

    public IReadOnlyCollection<ValueSet> ValueSets => valueSets.Values;

    public IReadOnlyList<ConceptMap> ConceptMaps => maps;

    /// <summary>The same with more resources; those that are no terminology are passed over.</summary>
    public static TerminologySet With(IEnumerable<JsonValue> resources)
    {
        var reader = TerminologyReader.Embedded();
        foreach (var resource in resources)
        {
            reader.Read(resource);
        }

        return new TerminologySet(reader);
    }

    public CodeSystem? System(string url) => codeSystems.GetValueOrDefault(Plain(url));

    public ValueSet? ValueSet(string url) => valueSets.GetValueOrDefault(Plain(url));

    /// <summary>$lookup; null when the hub does not hold the code.</summary>
    public Concept? Lookup(string system, string code) => System(system)?.Find(code);

    /// <summary>CodeSystem/$validate-code.</summary>
    public CodeAnswer ValidateCode(string system, string code, string? display = null)
    {
        if (System(system) is not { } held)
        {
            return new(null, $"Not checked: the hub does not hold the code system {system}.");
        }

        return held.Find(code) is { } concept ? Found(concept.Display, display)
            : held.IsComplete ? new(false, $"{held.Title} ({held.Url}) has no such code.")
            : new(null, $"Not checked: the hub holds a part of {held.Url} only.");
    }

    /// <summary>ValueSet/$validate-code. Without a system the code alone decides, as in elements of type code.</summary>
    public CodeAnswer ValidateMember(string valueSet, string? system, string code, string? display = null)
    {
        if (ValueSet(valueSet) is not { } held)
        {
            return new(null, $"Not checked: the hub does not hold the value set {valueSet}.");
        }

        return held.Contains(system, code)
            ? Found(held.Concepts.First(concept => concept.Code == code && (system is null || concept.System == system)).Display, display)
            : new(false, $"The code is not of the value set {held.Title} ({held.Url}).");
    }

    /// <summary>The same in one word; null when the value set is not held.</summary>
    public bool? IsMember(string valueSet, string? system, string code) => ValueSet(valueSet)?.Contains(system, code);

    /// <summary>ValueSet/$expand; null when the value set is not held. Every word of the filter must begin a word of the display, or the code.</summary>
    public Expansion? Expand(string valueSet, string? filter = null, int offset = 0, int? count = null)
    {
        if (ValueSet(valueSet) is not { } held)
        {
            return null;
        }

        var words = (filter ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var left = held.Concepts.Where(concept => words.All(word => Answers(concept, word))).ToList();
        return new(held, left.Count, offset, left.Skip(offset).Take(count ?? int.MaxValue).ToList());
    }

    /// <summary>ConceptMap/$translate, both ways. Empty when no map has the code; a Translation without code when the map says that there is none.</summary>
    public IReadOnlyList<Translation> Translate(string system, string code, string? targetSystem = null)
    {
        var there = maps.Where(map => map.Source == system && map.Target == (targetSystem ?? map.Target))
            .SelectMany(map => map.Codes[code], (map, row) => Said(row.Code, map.Target, row.Equivalence, row.Comment, map));
        var back = maps.Where(map => map.Target == system && map.Source == (targetSystem ?? map.Source))
            .SelectMany(map => map.Codes.Where(source => source.Any(row => row.Code == code)), (map, source) => (map, source.Key, Row: source.First(row => row.Code == code)))
            .Select(found => Said(found.Key, found.map.Source, Reversed(found.Row.Equivalence), found.Row.Comment, found.map));
        return [.. there, .. back];
    }

    private Translation Said(string? code, string system, string equivalence, string? comment, ConceptMap map) =>
        new(code, code is null ? null : Lookup(system, code)?.Display, system, equivalence, comment, map.Url);

    private static string Reversed(string equivalence) => equivalence switch
    {
        "wider" => "narrower",
        "narrower" => "wider",
        "subsumes" => "specializes",
        "specializes" => "subsumes",
        _ => equivalence,
    };

    private static CodeAnswer Found(string known, string? said) => said is null || string.Equals(said.Trim(), known, StringComparison.OrdinalIgnoreCase)
        ? new(true, "The code is valid.", known)
        : new(true, $"The code is valid; its display is '{known}'.", known);

    private static bool Answers(SystemConcept concept, string word) =>
        concept.Code.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        || concept.Display.Split([' ', '-', '(', '/', ','], StringSplitOptions.RemoveEmptyEntries).Any(part => part.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static string Plain(string url) => url.IndexOf('|', StringComparison.Ordinal) is >= 0 and var bar ? url[..bar] : url;
}
