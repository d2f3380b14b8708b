using Hub.Api.Http;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Interactions;

/// <summary>The parameters of a request as a query, or every issue found in them.</summary>
internal static class Queries
{
    private static readonly SearchQuery Everything = SearchQuery.Parse(null, [], lenient: false, []);

    public static SearchQuery Parse(FhirRequest request)
        => request.Query.Count == 0 ? Everything : Parse(request, request.Type, []);

    public static SearchQuery Parse(FhirRequest request, string? type, ICollection<Issue> remarks)
    {
        var issues = new List<Issue>();
        var query = SearchQuery.Parse(type, request.Query, request.Preferences.Lenient, issues, request.BaseUrl);
        foreach (var remark in issues)
        {
            remarks.Add(remark);
        }

        return issues.Any(issue => issue.IsError) ? throw new ProblemException(issues) : query;
    }
}
