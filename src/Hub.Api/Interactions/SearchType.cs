using Hub.Api.Http;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Interactions;

/// <summary>search-type: what of one type meets the criteria and the caller may see (https://hl7.org/fhir/R4/http.html#search).</summary>
internal static class SearchType
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var remarks = new List<Issue>();
        var query = Queries.Parse(request, request.Type, remarks);
        var result = await request.Store.Search(query, cancellationToken);
        return FhirAnswer.Json(SearchsetBundle.Of(request.BaseUrl, query, result, remarks));
    }
}
