using Hub.Fhir.Tests.Conformance;

namespace Hub.Fhir.Tests.Validation.Profiles;

public sealed class ProfileCasesTests
{
    /// <summary>Cases that what is at hand does not decide, each with the reason.</summary>
    private static readonly Dictionary<string, string> NotDecided = new()
    {
        ["additional-bindings-observation-2"] = "the value set of the additional binding is not among the material.",
        ["res-inv-example-good"] = "the errors are those of a profile that is not among the material.",
    };

    [ThirdPartyFact]
    public void The_profile_cases_go_as_expected_but_for_those_whose_material_is_missing()
    {
        var cases = ProfileCases.All().ToList();

        Assert.Equal(17, cases.Count);
        Assert.Equal(NotDecided.Keys.Order(StringComparer.Ordinal), cases.Where(test => test.Miss is not null).Select(test => test.Name).Order(StringComparer.Ordinal));
    }
}
