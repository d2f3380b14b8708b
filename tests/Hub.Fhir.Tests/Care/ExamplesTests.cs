using Hub.Fhir.Care;

namespace Hub.Fhir.Tests.Care;

public class ExamplesTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Path.Combine(Given.Root, "specs", "examples"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_example_is_valid_FHIR_and_meets_the_profile_it_shows(string name)
    {
        var resource = Given.Valid(Given.Example(name));
        var parts = resource.Type == "Bundle"
            ? resource.Root["entry"].Each().Select(entry => entry["resource"].ToString())
            : [resource.Root.ToString()];

        Assert.All(parts, part => Assert.Empty(Given.Findings(part).Select(issue => $"{issue.Expression}: {issue.Text}")));
    }

    [Fact]
    public void The_first_referral_shares_exactly_what_a_recipient_needs_and_names_no_other_agency()
    {
        var consent = Entries("first-referral").Single(entry => entry["resourceType"].TextEquals("Consent"u8));
        var permissions = ConsentRules.Permissions([new SharingDecision(consent, "c", "online")]);

        Assert.All(permissions, permission => Assert.Equal("camhs", permission.Agency));
        Assert.Equal(["identity", "referral", "safety-plan", "joint-plan", "episode"], permissions.Select(permission => permission.Category));
    }

    [Fact]
    public void Without_consent_differs_from_the_first_referral_by_the_consent_alone()
    {
        var with = Entries("first-referral").Select(entry => entry.ToString()).ToList();
        var without = Entries("first-referral-without-consent").Select(entry => entry.ToString());

        Assert.Equal("Consent", Given.Parse(Assert.Single(with.Except(without)))["resourceType"].Text);
    }

    [Theory]
    [InlineData("receive-referral", "accept-referral")]
    [InlineData("receive-referral", "waitlist-referral")]
    [InlineData("receive-referral", "reject-referral")]
    [InlineData("accept-referral", "start-referral")]
    [InlineData("start-referral", "complete-referral")]
    public void The_examples_of_moves_follow_each_other(string before, string after)
    {
        var request = new Referral(Given.Json(new { resourceType = "ServiceRequest", status = "active", subject = Given.Reference("Patient/example-person") }), "example-request", "online");
        var result = ReferralRules.Move(
            new ReferralTask(Given.Parse(Given.Example(before))), new ReferralTask(Given.Parse(Given.Example(after))), request, "camhs", DateTimeOffset.UnixEpoch);

        Assert.Null(result.Refusal);
    }

    [Theory]
    [InlineData("accept-action", "action-accepted")]
    [InlineData("decline-action", "action-declined")]
    [InlineData("propose-change-action", "action-change-proposed")]
    public void The_examples_of_answers_to_an_action_are_allowed(string answer, string name)
    {
        var result = PlanActionRules.Move(
            new PlanAction(Given.Parse(Given.Example("propose-action"))), new PlanAction(Given.Parse(Given.Example(answer))), "camhs", "online");

        Assert.Equal(name, result.Moved?.Event);
    }

    private static IEnumerable<Hub.Fhir.Json.JsonValue> Entries(string name) => Given.Parse(Given.Example(name))["entry"].Each().Select(entry => entry["resource"]);
}
