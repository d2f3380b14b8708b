using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Fhir.Tests.Validation.Profiles;

/// <summary>The extensions and profiles of R4 itself.</summary>
public sealed class R4ProfilesTests
{
    private static readonly ProfileValidator Validator = new(ProfileSet.Held);

    [Fact]
    public void Every_extension_and_profile_of_R4_can_be_read()
    {
        Assert.Equal(441, R4Profiles.Urls.Count);
        Assert.Equal(393, R4Profiles.Urls.Count(url => R4Profiles.Find(url) is { Type: "Extension" }));
        Assert.DoesNotContain(R4Profiles.Urls, url => R4Profiles.Find(url) is null);
    }

    [ThirdPartyFact]
    public void Official_examples_meet_what_they_claim_and_what_their_extensions_say()
    {
        var faults = new List<string>();
        foreach (var file in ThirdParty.Files("examples"))
        {
            var issues = new List<Issue>();
            Validator.CheckClaims(FhirElement.OfResource(JsonText.Of(File.ReadAllBytes(file)).Root), [], issues);
            faults.AddRange(issues.Where(issue => issue.IsError).Select(issue => $"{Path.GetFileName(file)} {issue.Expression}: {issue.Text}"));
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }
}
