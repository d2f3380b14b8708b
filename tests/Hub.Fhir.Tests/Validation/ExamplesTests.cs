using System.Text.Json;
using Hub.Fhir.Json;
using Hub.Fhir.Tests.Json;

namespace Hub.Fhir.Tests.Validation;

public sealed class ExamplesTests
{
    /// <summary>Official examples that are not valid R4, each with the reason.</summary>
    private static readonly Dictionary<string, string> Errata = new()
    {
        ["CapabilityStatement-example.json"] = "url is urn:uuid: with upper-case letters; the uuid must be lower case.",
        ["Observation-clinical-gender.json"] = "performer refers to an Encounter, which is no target of it.",
        ["Questionnaire-qs1.json"] = "items without the required linkId.",
        ["Questionnaire-zika-virus-exposure-assessment.json"] = "the narrative is empty, which txt-2 forbids.",
    };

    [ThirdPartyFact]
    public void The_official_examples_are_valid_but_for_the_errata()
    {
        var refused = ThirdParty.Files("examples")
            .Where(file => Check.Issues(File.ReadAllBytes(file), out _).Exists(issue => issue.IsError))
            .Select(file => Path.GetFileName(file)!);
        Assert.Equal(Errata.Keys.Order(StringComparer.Ordinal), refused);
    }

    [ThirdPartyFact]
    public void The_official_examples_come_back_token_for_token()
    {
        foreach (var file in ThirdParty.Files("examples"))
        {
            var sent = File.ReadAllBytes(file);
            var kept = ResourceStamp.Apply(JsonText.Of(sent).Root, "new", "7", DateTimeOffset.UnixEpoch);
            Assert.True(Tokens.Of(sent).SequenceEqual(Tokens.Of(kept)), file);
            using var document = JsonDocument.Parse(kept);
            Assert.Equal("new", document.RootElement.GetProperty("id").GetString());
            Assert.Equal("7", document.RootElement.GetProperty("meta").GetProperty("versionId").GetString());
            Assert.Equal("1970-01-01T00:00:00.000Z", document.RootElement.GetProperty("meta").GetProperty("lastUpdated").GetString());
        }
    }
}
