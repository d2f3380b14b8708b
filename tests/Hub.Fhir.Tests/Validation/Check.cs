using System.Text;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;

namespace Hub.Fhir.Tests.Validation;

/// <summary>A resource at the validator, in one call.</summary>
internal static class Check
{
    public static List<Issue> Issues(string json) => Issues(Encoding.UTF8.GetBytes(json), out _);

    public static List<Issue> Issues(ReadOnlyMemory<byte> json, out ValidResource? resource)
    {
        var issues = new List<Issue>();
        var text = JsonText.Parse(json, issues);
        resource = text is null ? null : Validator.R4.Validate(text, issues);
        return issues;
    }

    /// <summary>"code @ expression" of each error.</summary>
    public static IEnumerable<string> Errors(string json) =>
        Issues(json).Where(issue => issue.IsError).Select(issue => $"{issue.Problem.Code} @ {issue.Expression}");
}
