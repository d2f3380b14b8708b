namespace Hub.Fhir.Tests.Conformance;

public sealed class SuitesTests
{
    /// <summary>Validator cases that base FHIR R4 does not decide, each with the reason.</summary>
    private static readonly Dictionary<string, string> NotDecided = new()
    {
        ["mni-patientOverview-bundle-example1b.json"] = "relative fullUrls and repeated element ids are legal by the definitions; the suite applies rules of the Java validator.",
        ["cs-bad-props.json"] = "rules on CodeSystem properties that stand in no invariant.",
    };

    [ThirdPartyFact]
    public void All_must_accept_cases_of_the_validator_suite_are_accepted() => Assert.Empty(Misses("must-accept", 70));

    [ThirdPartyFact]
    public void Must_refuse_cases_are_refused_but_those_that_R4_does_not_decide() => Assert.Equal(NotDecided.Keys.Order(), Misses("must-refuse", 36).Order());

    [ThirdPartyFact]
    public void Refusals_name_the_place_that_the_suite_names()
    {
        foreach (var test in ValidatorCases.All().Where(test => !test.IsValid && test.Errors.Count > 0 && test.Places.Count > 0))
        {
            Assert.True(
                test.Errors.Exists(error => test.Places.Exists(place => (error.Expression ?? "").StartsWith(place, StringComparison.Ordinal))),
                $"{test.File}: {string.Join(", ", test.Errors.Select(error => error.Expression))} instead of {string.Join(", ", test.Places)}");
        }
    }

    [ThirdPartyFact]
    public void The_official_examples_are_valid_and_come_back_token_for_token_but_for_the_errata() =>
        Assert.Equal(ExampleFiles.Errata.Keys.Order(), Misses("examples", 335).Order());

    [ThirdPartyFact]
    public void The_official_examples_go_to_xml_and_back_without_loss() => Assert.Empty(Misses("xml-roundtrip", 335));

    [ThirdPartyFact]
    public void All_JSON_Patch_cases_end_as_they_say() => Assert.Empty(Misses("json-patch", 16));

    [ThirdPartyFact]
    public void All_FHIRPath_Patch_cases_end_as_they_say() => Assert.Empty(Misses("fhirpath-patch", 33));

    private static List<string> Misses(string suite, int total)
    {
        var cases = Suites.All.Single(one => one.Name == suite).Run().ToList();
        Assert.Equal(total, cases.Count);
        return cases.Where(one => one.Miss is not null).Select(one => one.Name).ToList();
    }
}
