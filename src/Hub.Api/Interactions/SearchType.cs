using Hub.Api.Http;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Interactions;

/// <summary>search-type: what of one type meets the criteria and the caller may see (https://hl7.org/fhir/R4/http.html#search).</summary>
internal static class SearchType
{
    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
        => Answer(request, request.Type, request.Type, query => query, cancellationToken);

    /// <summary>A page of the search, at the address it was asked at.</summary>
    public static async Task<FhirAnswer> Answer(
        FhirRequest request, string path, string? type, Func<SearchQuery, SearchQuery> narrowed, CancellationToken cancellationToken)
    {
        var remarks = new List<Issue>();
        var asked = ListSearch.IsAsked(request) ? UrlQuery.Write(request.Query) : null;
        var resolved = asked is null ? request : await ListSearch.Resolve(request, type, cancellationToken);
        var query = narrowed(Queries.Parse(resolved, type, remarks));
        return await request.Store.Search(
            query, found => FhirAnswer.Json(SearchsetBundle.Of(request.BaseUrl, path, query, found, remarks, asked)), cancellationToken);
    }
}
