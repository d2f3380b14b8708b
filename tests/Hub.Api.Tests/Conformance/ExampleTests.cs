using System.Text.Json;
using Hub.Fhir.Definitions;

namespace Hub.Api.Tests.Conformance;

/// <summary>What others wrote goes in at the door of a running hub and comes out whole.</summary>
public sealed class ExampleTests(HubHost hub) : IClassFixture<HubHost>
{
    /// <summary>The official examples that are not taken, each with the reason.</summary>
    private static readonly Dictionary<string, string> NotTaken = new()
    {
        ["Observation-clinical-gender.json"] = "performer refers to an Encounter, which may not be one",
        ["Questionnaire-qs1.json"] = "items without linkId, which is required",
        ["Questionnaire-zika-virus-exposure-assessment.json"] = "a narrative without text or image (txt-2)",
    };

    [DataFact]
    public async Task The_official_examples_go_in_and_come_out_token_for_token()
    {
        var outcomes = await Exchange("examples", NotTaken);

        Assert.InRange(NotTaken.Count, 0, 15);
        Assert.True(outcomes.Taken > 300, $"only {outcomes.Taken} were taken");
        Assert.True(outcomes.Failures.Length == 0, outcomes.Failures);
    }

    [DataFact]
    public async Task The_referrals_of_Gravity_go_in_and_come_out_token_for_token()
    {
        var outcomes = await Exchange("igs/gravity-sdoh/json", []);

        Assert.True(outcomes.Taken > 40, $"only {outcomes.Taken} were taken");
        Assert.True(outcomes.Failures.Length == 0, outcomes.Failures);
    }

    [DataFact]
    public async Task The_referrals_of_the_closed_loop_guide_go_in_and_come_out_token_for_token()
    {
        var outcomes = await Exchange("igs/hl7-cow/json", []);

        Assert.True(outcomes.Taken > 4, $"only {outcomes.Taken} were taken");
        Assert.True(outcomes.Failures.Length == 0, outcomes.Failures);
    }

    private async Task<(int Taken, string Failures)> Exchange(string folder, Dictionary<string, string> notTaken)
    {
        using var partner = hub.Client("online");
        var failures = new List<string>();
        var taken = 0;
        foreach (var file in ThirdPartyData.Files(folder))
        {
            var text = await File.ReadAllTextAsync(file);
            if (TypeOf(text) is { } type && HubTypes.Stored.Contains(type))
            {
                var failure = await Exchange(partner, type, text);
                taken += failure is null ? 1 : 0;
                if (failure is null == notTaken.ContainsKey(ThirdPartyData.Name(file)))
                {
                    failures.Add($"{ThirdPartyData.Name(file)}: {failure ?? "is taken, and stands in the list of those that are not"}");
                }
            }
        }
        return (taken, string.Join('\n', failures));
    }

    private static async Task<string?> Exchange(HttpClient partner, string type, string text)
    {
        var made = await partner.Post(type, text);
        if (made.Status != 201)
        {
            return $"{made.Status} {made.Text}";
        }
        var read = await partner.Get($"{type}/{made.Id}", ("Accept", Calls.FhirJson));
        return read.Status != 200 ? $"made, and read with {read.Status}" : TokenForToken.Difference(text, read.Text);
    }

    private static string? TypeOf(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("resourceType").GetString();
    }
}
