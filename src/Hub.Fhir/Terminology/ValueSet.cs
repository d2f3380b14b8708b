namespace Hub.Fhir.Terminology;

/// <summary>A value set that the hub can list whole (http://hl7.org/fhir/R4/valueset.html), in the order in which people read it.</summary>
public sealed class ValueSet
{
    private readonly HashSet<(string System, string Code)> members;
    private readonly HashSet<string> codes;

    internal ValueSet(string url, string title, string? version, IReadOnlyList<SystemConcept> concepts)
    {
        (Url, Title, Version, Concepts) = (url, title, version, concepts);
        members = [.. concepts.Select(concept => (concept.System, concept.Code))];
        codes = concepts.Select(concept => concept.Code).ToHashSet(StringComparer.Ordinal);
        Systems = concepts.Select(concept => concept.System).ToHashSet(StringComparer.Ordinal);
    }

    public string Url { get; }

    public string Title { get; }

    public string? Version { get; }

    public IReadOnlyList<SystemConcept> Concepts { get; }

    public IReadOnlySet<string> Systems { get; }

    /// <summary>Where the system is null, as in elements of type code, any member with that code will do.</summary>
    public bool Contains(string? system, string code) => system is null ? codes.Contains(code) : members.Contains((system, code));
}
