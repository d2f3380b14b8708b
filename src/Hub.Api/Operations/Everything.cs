using Hub.Api.Http;
using Hub.Api.Interactions;
using Hub.Api.Store;
using Hub.Fhir.Care;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Operations;

/// <summary>$everything: the record of one person, or of all people, as far as the caller may see it, with the directory entries it names (https://hl7.org/fhir/R4/patient-operation-everything.html).</summary>
internal static class Everything
{
    public static readonly string[] Parameters = ["start", "end", "_count", "_since", "_type", "_cursor"];

    private const int UsualCount = 200;

    public static Task<FhirAnswer> OfPerson(FhirRequest request, CancellationToken cancellationToken) => Answer(request, request.Id, cancellationToken);

    public static Task<FhirAnswer> OfPeople(FhirRequest request, CancellationToken cancellationToken) => Answer(request, null, cancellationToken);

    /// <summary>The parameters of the operation as those of a search: _since is about when a resource was last changed.</summary>
    public static SearchQuery Query(string? person, IEnumerable<KeyValuePair<string, string>> asked)
    {
        var pairs = asked.Where(pair => Parameters.Contains(pair.Key)).ToList();
        var issues = new List<Issue>();
        var query = SearchQuery.Parse(null, OfSearch(pairs), lenient: false, issues);
        if (issues.Any(issue => issue.IsError))
        {
            throw new ProblemException(issues);
        }

        query = person is null ? query.AboutPeople() : query.Within(person);
        var (start, end) = (Date(pairs, "start"), Date(pairs, "end"));
        return start is null && end is null ? query : query.During(start, end);
    }

    /// <summary>What of a page goes out: the record, and of what it names the directory entries.</summary>
    public static SearchResult Shown(SearchResult page)
        => page with { Included = [.. page.Included.Where(row => row.Category == ShareCategories.Directory)] };

    public static ReadOnlyMemory<byte> Bundle(string baseUrl, string? person, IReadOnlyList<KeyValuePair<string, string>> asked, SearchResult page)
        => SearchsetBundle.Of(baseUrl, person is null ? "Patient/$everything" : $"Patient/{person}/$everything", Query(person, asked), page, [], UrlQuery.Write(asked));

    private static async Task<FhirAnswer> Answer(FhirRequest request, string? person, CancellationToken cancellationToken)
    {
        var asked = new Asked(request).Pairs();
        var query = Query(person, asked);
        if (request.Preferences.RespondLater)
        {
            return await Later(request with { Query = asked }, person, cancellationToken);
        }

        var page = Shown(await request.Store.Search(query, cancellationToken));
        if (person is not null && page.Matches.Count == 0 && query.Cursor is null)
        {
            await request.Store.Read(Addresses.Key(request), cancellationToken);
        }

        return FhirAnswer.Json(Bundle(request.BaseUrl, person, asked, page));
    }

    private static async Task<FhirAnswer> Later(FhirRequest request, string? person, CancellationToken cancellationToken)
    {
        if (person is not null)
        {
            await request.Store.Read(Addresses.Key(request), cancellationToken);
        }

        var plan = new EverythingPlan($"{request.BaseUrl}/{request.Address}", person, request.Query);
        return FhirAnswer.Begins(await request.Store.Jobs.Start(plan, [], Writes.Print(request), cancellationToken));
    }

    private static IEnumerable<KeyValuePair<string, string>> OfSearch(List<KeyValuePair<string, string>> asked)
    {
        var search = asked.Where(pair => pair.Key is not ("start" or "end"))
            .Select(pair => pair.Key == "_since" ? new("_lastUpdated", $"ge{pair.Value}") : pair)
            .Append(new("_include", "*"));
        return asked.Any(pair => pair.Key == "_count") ? search : search.Append(new("_count", $"{UsualCount}"));
    }

    private static DateOperand? Date(List<KeyValuePair<string, string>> asked, string name)
    {
        if (asked.LastOrDefault(pair => pair.Key == name) is not { Key: not null, Value: var text })
        {
            return null;
        }

        return text.Length > 0 && char.IsAsciiDigit(text[0]) && DateSearch.Read(text, out _) is { } date
            ? date
            : throw new ProblemException(Problems.InvalidParameter, $"The parameter '{name}' is a date, such as 2026-01-12.");
    }
}
