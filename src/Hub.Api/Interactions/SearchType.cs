using Hub.Api.Http;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Interactions;

/// <summary>search-type: what of one type meets the criteria and the caller may see (https://hl7.org/fhir/R4/http.html#search).</summary>
internal static class SearchType
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var remarks = new List<Issue>();
        var query = Queries.Parse(request, request.Type, remarks);
        return await Answer(request, request.Type, query, remarks, cancellationToken);
    }

    /// <summary>A page of the search, at the address it was asked at.</summary>
    public static async Task<FhirAnswer> Answer(
        FhirRequest request, string path, SearchQuery query, IReadOnlyList<Issue> remarks, CancellationToken cancellationToken)
    {
        var result = await request.Store.Search(query, cancellationToken);
        return FhirAnswer.Json(SearchsetBundle.Of(request.BaseUrl, path, query, result, remarks));
    }
}
