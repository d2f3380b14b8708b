using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Tests.Validation;

/// <summary>The plain R4 cases of the HL7 validator suite; only whether there are errors counts, and where.</summary>
public sealed partial class ValidatorCasesTests
{
    /// <summary>Cases that base FHIR R4 does not decide, each with the reason.</summary>
    private static readonly Dictionary<string, string> NotDecided = new()
    {
        ["mni-patientOverview-bundle-example1b.json"] = "relative fullUrls and repeated element ids are legal by the definitions; the suite applies rules of the Java validator.",
        ["cs-bad-props.json"] = "rules on CodeSystem properties that stand in no invariant.",
    };

    [ThirdPartyFact]
    public void All_must_accept_cases_are_accepted()
    {
        var refused = Cases().Where(test => test.IsValid && test.Errors.Count > 0).Select(test => test.File);
        Assert.Empty(refused);
    }

    [ThirdPartyFact]
    public void Must_refuse_cases_are_refused_but_those_that_R4_does_not_decide()
    {
        var accepted = Cases().Where(test => !test.IsValid && test.Errors.Count == 0).Select(test => test.File);
        Assert.Equal(NotDecided.Keys.Order(StringComparer.Ordinal), accepted.Order(StringComparer.Ordinal));
    }

    [ThirdPartyFact]
    public void Refusals_name_the_place_that_the_suite_names()
    {
        foreach (var test in Cases().Where(test => !test.IsValid && test.Errors.Count > 0 && test.Places.Count > 0))
        {
            Assert.True(
                test.Errors.Exists(error => test.Places.Exists(place => (error.Expression ?? "").StartsWith(place, StringComparison.Ordinal))),
                $"{test.File}: {string.Join(", ", test.Errors.Select(error => error.Expression))} instead of {string.Join(", ", test.Places)}");
        }
    }

    private static List<ValidatorCase> Cases()
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

    private sealed record ValidatorCase(string File, bool IsValid, List<Issue> Errors, List<string> Places);
}
