namespace Hub.Api.Tests.Workflow;

/// <summary>A consented referral goes round the whole loop, by API.</summary>
public sealed class ReferralLoopTests : IDisposable
{
    private readonly HubHost hub = new();

    public void Dispose() => hub.Dispose();

    [Fact]
    public async Task The_recipient_finds_the_referral_and_reads_all_it_may()
    {
        var loop = await Loop.Begin(hub);

        var found = await loop.Camhs.Get("Task?owner=Organization/camhs&status=requested");

        Assert.Equal(loop["Task"], Assert.Single(found.Matches)["id"]!.GetValue<string>());
        foreach (var type in (string[])["ServiceRequest", "Patient", "Consent", "CarePlan", "EpisodeOfCare", "QuestionnaireResponse", "Task"])
        {
            Assert.Equal(200, (await loop.Camhs.Get($"{type}/{loop[type]}")).Status);
        }
    }

    [Fact]
    public async Task A_referral_is_received_accepted_started_completed_and_its_outcome_read()
    {
        var loop = await Loop.Begin(hub);

        foreach (var move in (string[])["receive-referral", "accept-referral", "start-referral", "complete-referral"])
        {
            Assert.Equal(200, (await loop.Move("camhs", move)).Status);
        }

        var seen = await loop.Online.Get("Task/" + loop["Task"]);
        Assert.Equal("completed", seen.Json["status"]!.GetValue<string>());
        Assert.Equal("goals-partly-met", seen.Json["output"]![0]!["valueCodeableConcept"]!["coding"]![0]!["code"]!.GetValue<string>());
        Assert.Equal("active", await RequestStatus(loop));
        Assert.Equal(["transition-refused"], (await EndRequest(loop, "completed")).Problems);

        Assert.Equal(200, (await loop.Change("online", "Task/" + loop["Task"], task => task["businessStatus"]!["coding"]![0]!["code"] = "loop-closed")).Status);
        Assert.Equal(200, (await EndRequest(loop, "completed")).Status);
    }

    [Fact]
    public async Task Every_move_leaves_a_version_and_a_Provenance_both_sides_can_read()
    {
        var loop = await Loop.Begin(hub);
        await loop.Move("camhs", "receive-referral");
        await loop.Move("camhs", "accept-referral");

        foreach (var client in (HttpClient[])[loop.Online, loop.Camhs])
        {
            Assert.Equal(3, (await client.Get($"Task/{loop["Task"]}/_history")).Entries.Length);
            var events = (await client.Get("Provenance?target=Task/" + loop["Task"])).Matches
                .Select(match => match["activity"]!["coding"]![0]!["code"]!.GetValue<string>());
            Assert.Equal(["referral-accepted", "referral-received", "referral-sent"], events.Order());
        }
    }

    [Fact]
    public async Task A_rejection_gives_a_reason_and_a_way_on_and_leaves_the_request_active_with_the_referrer()
    {
        var loop = await Loop.Begin(hub);

        Assert.Equal(200, (await loop.Move("camhs", "reject-referral")).Status);

        var seen = await loop.Online.Get("Task/" + loop["Task"]);
        Assert.Equal("different-expertise", seen.Json["statusReason"]!["coding"]![0]!["code"]!.GetValue<string>());
        Assert.Equal("active", await RequestStatus(loop));
    }

    [Fact]
    public async Task After_a_rejection_the_same_request_goes_to_another_service()
    {
        var loop = await Loop.Begin(hub);
        await loop.Move("camhs", "reject-referral");
        var (again, _) = await loop.Proposed("online", "receive-referral");
        again["status"] = "requested";
        again.Remove("businessStatus");
        again.Remove("id");
        again["owner"]!["reference"] = "Organization/social-care";

        var refused = await loop.Online.Post("Task", again.ToJsonString());
        Assert.Equal((403, "consent-required"), (refused.Status, refused.Problems[0]));

        await loop.Change("online", "Consent/" + loop["Consent"], consent =>
            consent["provision"]!["provision"]![0]!["actor"]![0]!["reference"]!["reference"] = "Organization/social-care");
        Assert.Equal(201, (await loop.Online.Post("Task", again.ToJsonString())).Status);
    }

    [Fact]
    public async Task A_referral_is_withdrawn_by_the_referrer_and_the_recipient_sees_why()
    {
        var loop = await Loop.Begin(hub);
        await loop.Move("camhs", "accept-referral");

        // The referrer sends back what the recipient wrote, with the withdrawal.
        var withdrawn = await loop.Change("online", "Task/" + loop["Task"], task =>
        {
            task["status"] = "cancelled";
            task["statusReason"] = new System.Text.Json.Nodes.JsonObject { ["text"] = "Robin has changed their mind for now." };
            task.Remove("businessStatus");
        });

        Assert.Equal(200, withdrawn.Status);
        var seen = await loop.Camhs.Get("Task/" + loop["Task"]);
        Assert.Equal("cancelled", seen.Json["status"]!.GetValue<string>());
        Assert.Equal(200, (await EndRequest(loop, "revoked")).Status);
    }

    [Fact]
    public async Task A_request_is_not_revoked_under_the_feet_of_who_works_on_it()
    {
        var loop = await Loop.Begin(hub);
        await loop.Move("camhs", "accept-referral");

        var refused = await EndRequest(loop, "revoked");

        Assert.Equal((422, "transition-refused"), (refused.Status, refused.Problems[0]));
        Assert.Equal("active", await RequestStatus(loop));
    }

    private static Task<Reply> EndRequest(Loop loop, string status) =>
        loop.Change("online", "ServiceRequest/" + loop["ServiceRequest"], request => request["status"] = status);

    private static async Task<string> RequestStatus(Loop loop) =>
        (await loop.Online.Get("ServiceRequest/" + loop["ServiceRequest"])).Json["status"]!.GetValue<string>();
}
