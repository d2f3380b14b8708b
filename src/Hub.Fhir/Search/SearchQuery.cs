using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Search;

/// <summary>A search as understood: what to match, in which order, and what to send along (https://hl7.org/fhir/R4/search.html).</summary>
public sealed class SearchQuery
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> understood;
    private readonly string? baseUrl;
    private string? canonical;
    private bool narrowed;

    internal SearchQuery(IReadOnlyList<KeyValuePair<string, string>> understood, string? baseUrl) => (this.understood, this.baseUrl) = (understood, baseUrl);

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

    /// <summary>
    /// All that is asked, in words that no search of another meaning has, so with the base that its references are read by; null where
    /// it was narrowed by more than its parameters say.
    /// </summary>
    public string? Words => narrowed ? null : $"{baseUrl}/{Type}?{Self()}";

    /// <summary>
    /// Reads decoded parameters. What cannot be taken becomes an issue; when one of them is an error the query must not be run.
    /// <paramref name="lenient"/> makes unknown parameters warnings. References below <paramref name="baseUrl"/> count as relative.
    /// </summary>
    public static SearchQuery Parse(
        string? type,
        IEnumerable<KeyValuePair<string, string>> parameters,
        bool lenient,
        ICollection<Issue> issues,
        string? baseUrl = null) => new QueryReader(type, lenient, issues, baseUrl).Read(parameters);

    /// <summary>The same search among what belongs to one person.</summary>
    public SearchQuery Within(string patient) => With(new CompartmentFilter(patient));

    /// <summary>The same search among what belongs to any person.</summary>
    public SearchQuery AboutPeople() => With(new PeopleFilter());

    /// <summary>The same search among care of that time (https://hl7.org/fhir/R4/patient-operation-everything.html); null is without an end.</summary>
    public SearchQuery During(DateOperand? start, DateOperand? end) => With(new CareFilter(start?.Low ?? DateTimeOffset.MinValue, end?.High ?? DateTimeOffset.MaxValue));

    /// <summary>The same search among resources of these types.</summary>
    public SearchQuery OfTypes(IReadOnlyList<string> types) => With(new TypesFilter(types));

    /// <summary>The parameters as understood, percent-encoded, without the cursor: what self and next links are made of.</summary>
    public string Canonical() => canonical ??= string.Join('&', Parts());

    /// <summary>The same with the cursor: the page that this is.</summary>
    public string Self() => Cursor is null ? Canonical() : string.Join('&', Parts().Append($"_cursor={Encode(Cursor)}"));

    private IEnumerable<string> Parts() => understood.Where(one => one.Key != "_cursor").Select(one => $"{Encode(one.Key)}={Encode(one.Value)}");

    private SearchQuery With(SearchFilter filter) => new(understood, baseUrl)
    {
        Type = Type,
        Filters = [.. Filters, filter],
        Sort = Sort,
        Count = Count,
        Total = Total,
        Summary = Summary,
        Elements = Elements,
        Includes = Includes,
        RevIncludes = RevIncludes,
        Cursor = Cursor,
        narrowed = true,
    };

    private static string Encode(string text) => Uri.EscapeDataString(text)
        .Replace("%3A", ":", StringComparison.Ordinal)
        .Replace("%2C", ",", StringComparison.Ordinal)
        .Replace("%2F", "/", StringComparison.Ordinal)
        .Replace("%24", "$", StringComparison.Ordinal);
}
