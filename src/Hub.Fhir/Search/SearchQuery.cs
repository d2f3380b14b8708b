namespace Hub.Fhir.Search;

/// <summary>A search as understood: what to match, in which order, and what to send along (https://hl7.org/fhir/R4/search.html).</summary>
public sealed class SearchQuery
{
    /// <summary>The type searched; null when the search goes over all types.</summary>
    public string? Type { get; init; }

    public IReadOnlyList<SearchFilter> Filters { get; init; } = [];

    public IReadOnlyList<SortKey> Sort { get; init; } = [];

    public int? Count { get; init; }

    public TotalMode Total { get; init; }

    public SummaryMode Summary { get; init; }

    public bool CountOnly => Summary == SummaryMode.Count;

    /// <summary>_elements: names of top-level elements; empty is all.</summary>
    public IReadOnlyList<string> Elements { get; init; } = [];

    public IReadOnlyList<Include> Includes { get; init; } = [];

    public IReadOnlyList<Include> RevIncludes { get; init; } = [];

    public string? Cursor { get; init; }
}
