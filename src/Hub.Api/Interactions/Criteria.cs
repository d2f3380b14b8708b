using Hub.Api.Http;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Interactions;

/// <summary>Search criteria that must pick out one resource: always strict, since a parameter left out would pick another.</summary>
internal static class Criteria
{
    public static SearchQuery Parse(FhirRequest request, IReadOnlyList<KeyValuePair<string, string>> parameters, string where)
        => Parse(request.Type, parameters, where, request.BaseUrl);

    public static SearchQuery Parse(string type, IReadOnlyList<KeyValuePair<string, string>> parameters, string where, string baseUrl)
    {
        var issues = new List<Issue>();
        var query = SearchQuery.Parse(type, parameters, lenient: false, issues, baseUrl);
        if (issues.Any(issue => issue.Severity <= Severity.Error))
        {
            throw new ProblemException(issues);
        }

        return query.Filters.Count > 0
            ? query
            : throw new ProblemException(Problems.InvalidParameter, $"{where} names no search parameter, so it would match everything.");
    }
}
