using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Tests.Validation;

namespace Hub.Fhir.Tests.Conformance;

/// <summary>The plain R4 cases of the HL7 validator suite; only whether there are errors counts, and where.</summary>
public static partial class ValidatorCases
{
    public static IEnumerable<SuiteCase> MustAccept() => All().Where(test => test.IsValid)
        .Select(test => new SuiteCase(test.File, test.Errors.Count == 0 ? null : $"{test.Errors[0].Text} at {test.Errors[0].Expression}"));

    public static IEnumerable<SuiteCase> MustRefuse() => All().Where(test => !test.IsValid)
        .Select(test => new SuiteCase(test.File, test.Errors.Count > 0 ? null : "accepted"));

    internal static List<ValidatorCase> All()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(ThirdParty.File("validator/cases.json")));
        return cases.RootElement.EnumerateArray().Select(Case).ToList();
    }

    private static ValidatorCase Case(JsonElement test)
    {
        var file = test.GetProperty("file").GetString()!;
        var issues = Check.Issues(File.ReadAllBytes(ThirdParty.File("validator/files/" + file)), out _);
        return new(file, test.GetProperty("expect").GetString() == "valid", issues.Where(issue => issue.IsError).ToList(), Places(test));
    }

    private static List<string> Places(JsonElement test) => !test.GetProperty("java").TryGetProperty("issues", out var issues)
        ? []
        : issues.EnumerateArray()
            .Where(issue => issue.GetProperty("severity").GetString() is "error" or "fatal")
            .Select(issue => issue.GetProperty("expression").GetString() is { } expression ? Remarks().Replace(expression, "") : "")
            .ToList();

    [GeneratedRegex(@"/\*.*?\*/|\[url=.*?\]")]
    private static partial Regex Remarks();
}

/// <summary>Places: where the Java validator finds errors.</summary>
internal sealed record ValidatorCase(string File, bool IsValid, List<Issue> Errors, List<string> Places);
