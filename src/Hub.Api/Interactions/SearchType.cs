using Hub.Api.Http;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Interactions;

/// <summary>search-type: what of one type meets the criteria and the caller may see (https://hl7.org/fhir/R4/http.html#search).</summary>
internal static class SearchType
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var issues = new List<Issue>();
        var query = SearchQuery.Parse(request.Type, request.Query, request.Preferences.Lenient, issues, request.BaseUrl);
        if (issues.Any(issue => issue.Severity <= Severity.Error))
        {
            throw new ProblemException(issues);
        }

        var result = await request.Store.Search(query, cancellationToken);
        return FhirAnswer.Json(SearchsetBundle.Of(request.BaseUrl, query, result, issues));
    }
}
