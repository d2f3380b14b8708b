using System.Text.Json.Nodes;

namespace Hub.Api.Tests.Workflow;

/// <summary>Safety plan, episode and joint plan: made, read, replaced and found under the gate.</summary>
public sealed class PlansTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task A_new_version_of_a_safety_plan_keeps_the_words_of_the_one_before()
    {
        var loop = await Loop.Begin(hub);
        var address = "CarePlan/" + loop["CarePlan"];

        Assert.Equal(200, (await loop.Change("online", address, plan => plan["activity"]![0]!["detail"]!["description"] = "I stop humming.")).Status);

        Assert.Contains("I stop humming.", (await loop.Camhs.Get(address)).Text, StringComparison.Ordinal);
        Assert.Contains("I stop answering my friends", (await loop.Camhs.Get(address + "/_history/1")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await loop.Change("camhs", address, plan => plan["title"] = "Theirs")).Status);
    }

    [Fact]
    public async Task One_agency_keeps_one_current_safety_plan_for_a_young_person()
    {
        var loop = await Loop.Begin(hub);
        var next = JsonNode.Parse(Loop.Example("safety-plan"))!.AsObject();
        next.Remove("id");
        next["subject"]!["reference"] = loop.Person;
        next["replaces"] = new JsonArray(new JsonObject { ["reference"] = "CarePlan/" + loop["CarePlan"] });

        var refused = await loop.Online.Post("CarePlan", next.ToJsonString());
        Assert.Equal((422, "CarePlan.status"), (refused.Status, refused.Expressions[0]));

        var before = (await loop.Online.Get("CarePlan/" + loop["CarePlan"])).Json;
        before["status"] = "revoked";
        var bundle = new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "transaction",
            ["entry"] = new JsonArray(
                Entry("POST", "CarePlan", next.DeepClone()),
                Entry("PUT", "CarePlan/" + loop["CarePlan"], before.DeepClone())),
        };
        Assert.Equal(200, (await loop.Online.Post("", bundle.ToJsonString())).Status);
        Assert.Equal(1, await Loop.Count(loop.Camhs, $"CarePlan?patient={loop.Person}&status=active&category=safety-plan"));
    }

    [Fact]
    public async Task Another_agency_s_safety_plan_is_neither_told_of_nor_in_the_way()
    {
        var loop = await Loop.Begin(hub);
        await loop.Move("camhs", "accept-referral");
        var own = JsonNode.Parse(Loop.Example("safety-plan"))!.AsObject();
        own.Remove("id");
        own["subject"]!["reference"] = loop.Person;

        Assert.Equal(201, (await loop.Camhs.Post("CarePlan", own.ToJsonString())).Status);
    }

    [Fact]
    public async Task A_change_of_grouping_is_a_dated_decision_and_is_found_by_its_grouping()
    {
        var loop = await Loop.Begin(hub);
        var address = "EpisodeOfCare/" + loop["EpisodeOfCare"];

        var undated = await loop.Change("online", address, episode => episode["type"]![0]!["coding"]![0]!["code"] = "getting-more-help");
        Assert.Equal((422, "EpisodeOfCare.type"), (undated.Status, undated.Expressions[0]));

        var lost = await loop.Change("online", address, episode => episode["extension"]!.AsArray().RemoveAt(0));
        Assert.Equal((422, "profile-failed"), (lost.Status, lost.Problems[0]));

        Assert.Equal(200, (await loop.Change("online", address, episode => Decide(episode, "getting-more-help"))).Status);
        Assert.Equal(1, await Loop.Count(loop.Camhs, $"EpisodeOfCare?patient={loop.Person}&type=getting-more-help"));
        Assert.Equal(0, await Loop.Count(loop.Camhs, $"EpisodeOfCare?patient={loop.Person}&type=getting-help"));
        Assert.Equal(2, (await loop.Camhs.Get(address + "/_history")).Entries.Length);
    }

    [Fact]
    public async Task Each_action_of_a_joint_plan_is_answered_by_the_agency_accountable_for_it()
    {
        var loop = await Loop.Begin(hub);
        await loop.Move("camhs", "accept-referral");
        var made = await loop.Camhs.Post("", Loop.Example("joint-plan").Replace("Patient/example-person", loop.Person, StringComparison.Ordinal));
        Assert.Equal(200, made.Status);
        var proposed = (await loop.Online.Get($"Task?owner=Organization/online&status=requested&patient={loop.Person}")).Matches;
        var address = "Task/" + Assert.Single(proposed)["id"]!.GetValue<string>();

        Assert.Equal(403, (await Answer(loop, "camhs", address, "accept-action")).Status);
        Assert.Equal(200, (await Answer(loop, "online", address, "propose-change-action")).Status);
        Assert.Equal(200, (await loop.Change("camhs", address, task => task["status"] = "requested")).Status);
        Assert.Equal(200, (await Answer(loop, "online", address, "accept-action")).Status);
        Assert.Equal("accepted", (await loop.Camhs.Get(address)).Json["status"]!.GetValue<string>());
        Assert.Equal(404, (await loop.As("school").Get(address)).Status);
    }

    [Fact]
    public async Task An_action_is_not_proposed_to_an_agency_that_may_not_see_the_plan()
    {
        var loop = await Loop.Begin(hub);
        var body = Loop.Example("joint-plan").Replace("Patient/example-person", loop.Person, StringComparison.Ordinal)
            .Replace("\"owner\": { \"reference\": \"Organization/online\" }", "\"owner\": { \"reference\": \"Organization/school\" }", StringComparison.Ordinal);

        var refused = await loop.Camhs.Post("", body);

        Assert.Equal((403, "consent-required"), (refused.Status, refused.Problems[0]));
        Assert.Contains("joint-plan", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_young_person_may_be_known_by_an_alias_alone()
    {
        var person = JsonNode.Parse(Loop.Example("anonymous-person"))!.AsObject();
        person.Remove("id");
        person["identifier"]![0]!["value"] = "wren-" + Guid.NewGuid();

        var made = await hub.Client("online").Post("Patient", person.ToJsonString());

        Assert.Equal(201, made.Status);
        var found = await hub.Client("online").Get($"Patient?identifier={person["identifier"]![0]!["value"]}");
        Assert.Equal("2011-09", Assert.Single(found.Matches)["birthDate"]!.GetValue<string>());
    }

    private static Task<Reply> Answer(Loop loop, string agency, string address, string example) => loop.Change(agency, address, task =>
    {
        var said = JsonNode.Parse(Loop.Example(example))!;
        foreach (var name in (string[])["status", "businessStatus", "extension", "statusReason"])
        {
            task.Remove(name);
            task[name] = said[name]?.DeepClone();
        }

        task.Remove("statusReason");
    });

    private static void Decide(JsonObject episode, string grouping)
    {
        var decision = episode["extension"]![1]!.DeepClone();
        decision["extension"]![0]!["valueCoding"]!["code"] = grouping;
        decision["extension"]![1]!["valueDate"] = "2026-02-20";
        episode["extension"]!.AsArray().Add(decision);
        episode["type"]![0]!["coding"]![0]!["code"] = grouping;
    }

    private static JsonObject Entry(string method, string url, JsonNode resource) => new()
    {
        ["resource"] = resource,
        ["request"] = new JsonObject { ["method"] = method, ["url"] = url },
    };
}
