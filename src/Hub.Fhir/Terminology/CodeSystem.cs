namespace Hub.Fhir.Terminology;

/// <summary>A code system as far as the hub holds it (http://hl7.org/fhir/R4/codesystem.html). Of one that is not complete, an absent code proves nothing.</summary>
public sealed class CodeSystem
{
    private readonly Dictionary<string, Concept> concepts;

    internal CodeSystem(string url, string title, string? version, bool isComplete, bool isCaseSensitive, IEnumerable<Concept> concepts)
    {
        (Url, Title, Version, IsComplete) = (url, title, version, isComplete);
        this.concepts = new(isCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        foreach (var concept in concepts)
        {
            this.concepts.TryAdd(concept.Code, concept);
        }
    }

    public string Url { get; }

    public string Title { get; }

    public string? Version { get; }

    public bool IsComplete { get; }

    public IReadOnlyCollection<Concept> Concepts => concepts.Values;

    public Concept? Find(string code) => concepts.GetValueOrDefault(code);
}
