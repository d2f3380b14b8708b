using System.Reflection;
using System.Text.RegularExpressions;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Tests.Layout;

/// <summary>The catalogue of problems, its page in specs, and the tests that provoke each.</summary>
public sealed partial class ProblemTests
{
    private static readonly string[] IssueTypes =
    [
        "invalid", "structure", "required", "value", "invariant", "security", "login", "unknown", "expired", "forbidden", "suppressed", "processing",
        "not-supported", "duplicate", "multiple-matches", "not-found", "deleted", "too-long", "code-invalid", "extension", "too-costly",
        "business-rule", "conflict", "transient", "lock-error", "no-store", "exception", "timeout", "incomplete", "throttled", "informational",
    ];

    [Fact]
    public void The_catalogue_lists_every_problem_once()
    {
        var fields = typeof(Problems).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(Problem)).Select(field => (Problem)field.GetValue(null)!);

        Assert.Equal(fields.Select(problem => problem.Code).Order(), Problems.All.Select(problem => problem.Code).Order());
        Assert.Equal(Problems.All.Count, Problems.All.Select(problem => problem.Code).Distinct().Count());
    }

    [Fact]
    public void Every_problem_has_a_FHIR_issue_type_and_a_status_of_failure() =>
        Assert.All(Problems.All, problem =>
        {
            Assert.Contains(problem.IssueCode, IssueTypes);
            Assert.InRange(problem.Status, 400, 599);
            Assert.EndsWith(".", problem.Text, StringComparison.Ordinal);
        });

    [Fact]
    public void Every_problem_has_its_row_in_the_specs()
    {
        var rows = RowPattern().Matches(File.ReadAllText(Repository.File("specs/problems.md")))
            .Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value} {match.Groups[3].Value}");

        Assert.Equal(Problems.All.Select(problem => $"{problem.Code} {problem.Status} {problem.IssueCode}").Order(), rows.Order());
    }

    /// <summary>A test that provokes a problem names it: by its field, or by the code a client would see.</summary>
    [Fact]
    public void Every_problem_is_provoked_by_a_test()
    {
        var tests = Repository.Sources(".cs").Where(file => file.IsUnder("tests") && !file.Path.Contains("/Layout/", StringComparison.Ordinal)).ToList();
        var untested =
            from field in typeof(Problems).GetFields(BindingFlags.Public | BindingFlags.Static)
            where field.GetValue(null) is Problem problem && !tests.Any(file => file.Mentions($"\\bProblems\\.{field.Name}\\b|\"{problem.Code}[ \"]"))
            select field.Name;

        Guard.None(untested);
    }

    [GeneratedRegex(@"^\| `([a-z-]+)` \| (\d+) \| ([a-z-]+) \|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
