using System.Text.Json.Nodes;

namespace Hub.Api.Tests.Workflow;

/// <summary>Nothing is shared without a recorded decision, and a withdrawn one ends access with the commit.</summary>
public sealed class SharingTests : IDisposable
{
    private static readonly string[] Types = ["Patient", "Consent", "ServiceRequest", "Task", "CarePlan", "EpisodeOfCare", "QuestionnaireResponse"];

    private readonly HubHost hub = new();

    public void Dispose() => hub.Dispose();

    [Fact]
    public async Task An_agency_the_decision_does_not_name_finds_no_trace()
    {
        var loop = await Loop.Begin(hub);
        var stranger = loop.As("social-care");

        foreach (var type in Types)
        {
            Assert.Equal(404, (await stranger.Get($"{type}/{loop[type]}")).Status);
            Assert.Equal(404, (await stranger.Get($"{type}/{loop[type]}/_history")).Status);
            Assert.Equal(0, await Loop.Count(stranger, $"{type}?_id={loop[type]}"));
        }

        Assert.Equal(0, await Loop.Count(stranger, "Patient?identifier=kestrel-41"));
        Assert.Equal(0, await Loop.Count(stranger, "Task?owner=Organization/camhs"));
        Assert.Equal(0, await Loop.Count(stranger, $"CarePlan?patient={loop.Person}"));
        Assert.Equal(0, (await stranger.Get("Task?_summary=count")).Json["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_same_transaction_without_the_sharing_decision_is_refused_and_changes_nothing()
    {
        hub.Client("online");
        var before = hub.RowCounts("audit");

        var refused = await hub.Client("online").Post("", Loop.Example("first-referral-without-consent"));

        Assert.Equal((403, "consent-required"), (refused.Status, refused.Problems[0]));
        Assert.Contains("identity", refused.Text, StringComparison.Ordinal);
        Assert.Contains("referral", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Organization/camhs", refused.Text, StringComparison.Ordinal);
        Assert.Equal(before, hub.RowCounts("audit"));
    }

    [Fact]
    public async Task Withdrawn_sharing_takes_what_it_alone_gave_and_leaves_the_referral_with_its_recipient()
    {
        var loop = await Loop.Begin(hub);

        Assert.Equal(200, (await Withdraw(loop)).Status);

        foreach (var type in (string[])["Patient", "CarePlan", "EpisodeOfCare", "QuestionnaireResponse", "Consent"])
        {
            Assert.Equal(404, (await loop.Camhs.Get($"{type}/{loop[type]}")).Status);
            Assert.Equal(0, await Loop.Count(loop.Camhs, $"{type}?_id={loop[type]}"));
        }

        Assert.Equal(200, (await loop.Camhs.Get("Task/" + loop["Task"])).Status);
        Assert.Equal(200, (await loop.Camhs.Get("ServiceRequest/" + loop["ServiceRequest"])).Status);
        Assert.Equal(200, (await loop.Online.Get("CarePlan/" + loop["CarePlan"])).Status);
    }

    [Fact]
    public async Task Withdrawn_sharing_leaves_to_a_team_what_a_team_needs()
    {
        var loop = await Loop.Begin(hub);
        await loop.Move("camhs", "accept-referral");

        await Withdraw(loop);

        Assert.Equal(200, (await loop.Camhs.Get(loop.Person)).Status);
        Assert.Equal(404, (await loop.Camhs.Get("CarePlan/" + loop["CarePlan"])).Status);
    }

    [Fact]
    public async Task A_deleted_decision_opens_nothing_any_more()
    {
        var loop = await Loop.Begin(hub);

        Assert.InRange((await loop.Online.Delete("Consent/" + loop["Consent"])).Status, 200, 204);

        Assert.Equal(404, (await loop.Camhs.Get("CarePlan/" + loop["CarePlan"])).Status);
        Assert.Equal(404, (await loop.Camhs.Get(loop.Person)).Status);
    }

    [Fact]
    public async Task A_decision_ends_by_itself_at_its_end()
    {
        var loop = await Loop.Begin(hub);
        await loop.Change("online", "Consent/" + loop["Consent"], consent =>
            consent["provision"]!["period"]!["end"] = hub.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(200, (await loop.Camhs.Get("CarePlan/" + loop["CarePlan"])).Status);

        hub.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(404, (await loop.Camhs.Get("CarePlan/" + loop["CarePlan"])).Status);
    }

    [Fact]
    public async Task Sharing_to_keep_someone_safe_opens_what_it_names_and_is_refused_without_a_reason()
    {
        var loop = await Loop.Begin(hub);
        var decision = JsonNode.Parse(Loop.Example("share-to-keep-safe"))!.AsObject();
        decision.Remove("id");
        decision["patient"]!["reference"] = loop.Person;
        decision["provision"]!["period"]!["end"] = "2099-12-31";

        Assert.Equal(201, (await loop.Online.Post("Consent", decision.ToJsonString())).Status);
        Assert.Equal(200, (await loop.As("social-care").Get("CarePlan/" + loop["CarePlan"])).Status);
        Assert.Equal(404, (await loop.As("social-care").Get("EpisodeOfCare/" + loop["EpisodeOfCare"])).Status);

        decision.Remove("extension");
        var refused = await loop.Online.Post("Consent", decision.ToJsonString());
        Assert.Equal((422, "profile-failed"), (refused.Status, refused.Problems[0]));
    }

    [Fact]
    public async Task Nobody_opens_a_stranger_s_record_with_a_decision_of_their_own()
    {
        var loop = await Loop.Begin(hub);
        var decision = JsonNode.Parse(Loop.Example("sharing-decision"))!.AsObject();
        decision.Remove("id");
        decision["patient"]!["reference"] = loop.Person;
        decision["provision"]!["provision"]![0]!["actor"]![0]!["reference"]!["reference"] = "Organization/school";

        foreach (var agency in (string[])["school", "social-care"])
        {
            await loop.As(agency).Post("Consent", decision.ToJsonString());
            Assert.Equal(404, (await loop.As("school").Get("CarePlan/" + loop["CarePlan"])).Status);
        }
    }

    [Fact]
    public async Task In_an_emergency_the_safety_plan_is_read_with_a_reason_and_the_named_workers_agency_sees_that_it_was()
    {
        var loop = await Loop.Begin(hub);
        await loop.Move("camhs", "accept-referral");

        Assert.Equal("reason-required", (await loop.InEmergency("emergency", null).Get("CarePlan?patient=" + loop.Person)).Problems[0]);
        Assert.Equal(404, (await loop.As("emergency").Get("CarePlan/" + loop["CarePlan"])).Status);

        var plans = await loop.InEmergency("emergency", "In the emergency department, not able to tell us what helps.").Get($"CarePlan?patient={loop.Person}&status=active");
        Assert.Equal(loop["CarePlan"], Assert.Single(plans.Matches)["id"]!.GetValue<string>());

        foreach (var client in (HttpClient[])[loop.Camhs, loop.Online])
        {
            Assert.Equal(1, await Loop.Count(client, $"Flag?patient={loop.Person}"));
            Assert.NotEmpty((await client.Get($"AuditEvent?patient={loop.Person}&agent=Organization/emergency")).Matches);
        }

        hub.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Equal(404, (await loop.As("emergency").Get("CarePlan/" + loop["CarePlan"])).Status);
    }

    private static Task<Reply> Withdraw(Loop loop) => loop.Change("online", "Consent/" + loop["Consent"], consent =>
    {
        var said = JsonNode.Parse(Loop.Example("withdraw-sharing"))!;
        consent["status"] = "inactive";
        consent["extension"] = said["extension"]!.DeepClone();
    });
}
