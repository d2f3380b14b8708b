using System.Text.Json.Nodes;

namespace Hub.Api.Tests.Access;

/// <summary>Nothing is sent to an agency that no sharing decision names.</summary>
public sealed class SendingTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly Story story = new(hub);

    [Theory]
    [InlineData(new string[0], "identity and referral")]
    [InlineData(new[] { "referral" }, "identity")]
    [InlineData(new[] { "identity", "safety-plan" }, "referral")]
    public async Task Sending_without_a_covering_decision_says_what_is_missing(string[] shared, string missing)
    {
        var person = await story.Person();
        if (shared.Length > 0)
        {
            await story.Share(person, "camhs", shared);
        }

        var request = await story.Create("online", "ServiceRequest", Story.Request(person, "active"));
        var refused = await Post("Task", Story.Work(person, request, "camhs"));

        Assert.Equal(403, refused.Status);
        Assert.Equal(["consent-required"], refused.Problems);
        Assert.Contains("Organization/camhs", refused.Text, StringComparison.Ordinal);
        Assert.Contains($"see {missing} of", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await story.As("online").Get($"Task?focus=ServiceRequest/{request}&_total=accurate")).Json["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_decision_that_is_over_or_withdrawn_does_not_cover()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["identity", "referral"], start: "2020-01-01", end: "2020-12-31");
        await story.Withdraw(await story.Share(person, "camhs", ["identity", "referral"]));
        var request = await story.Create("online", "ServiceRequest", Story.Request(person, "active"));

        Assert.Equal(["consent-required"], (await Post("Task", Story.Work(person, request, "camhs"))).Problems);
    }

    [Fact]
    public async Task An_active_request_that_names_an_agency_is_sent_to_it()
    {
        var person = await story.Person();
        var request = Story.Request(person, "active");
        request["performer"] = new JsonArray(new JsonObject { ["reference"] = "Organization/camhs" });

        Assert.Equal(["consent-required"], (await Post("ServiceRequest", (JsonObject)request.DeepClone())).Problems);
        await story.Share(person, "camhs", ["identity", "referral"]);
        Assert.Equal(201, (await Post("ServiceRequest", request)).Status);
    }

    [Fact]
    public async Task A_draft_needs_no_decision_until_it_is_sent()
    {
        var person = await story.Person();
        var request = await story.Create("online", "ServiceRequest", Story.Request(person, "active"));
        var task = await story.Create("online", "Task", Story.Work(person, request, "camhs", status: "draft"));

        Assert.Equal(["consent-required"], (await story.Move("online", task, "requested")).Problems);
        await story.Share(person, "camhs", ["identity", "referral"]);
        Assert.Equal(200, (await story.Move("online", task, "requested")).Status);
    }

    [Fact]
    public async Task A_person_of_whom_the_sender_may_not_know_cannot_be_referred()
    {
        var person = await story.Person("camhs");
        await story.Share(person, "social-care", ["identity", "referral"], by: "camhs");
        var request = await story.Create("online", "ServiceRequest", Story.Request(person, "active"));

        Assert.Equal(["consent-required"], (await Post("Task", Story.Work(person, request, "social-care"))).Problems);
    }

    [Fact]
    public async Task Nobody_refers_with_the_request_of_another()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["identity", "referral"]);
        var (request, _) = await story.Refer(person, "camhs");

        Assert.Equal(["not-allowed-here"], (await Post("Task", Story.Work(person, request, "camhs", by: "camhs"), "camhs")).Problems);
        var stranger = await Post("Task", Story.Work(person, request, "school", by: "school"), "school");
        Assert.Equal(["invalid-reference"], stranger.Problems);
    }

    [Fact]
    public async Task Every_move_leaves_a_Provenance_both_sides_read_and_a_numbered_event()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["identity", "referral"]);
        var (_, task) = await story.Refer(person, "camhs");
        await story.Accept("camhs", task);

        foreach (var agency in new[] { "online", "camhs" })
        {
            var found = await story.As(agency).Get($"Provenance?target=Task/{task}&_total=accurate");
            Assert.Equal(["referral-accepted", "referral-sent"], found.Matches.Select(one => one["activity"]!["coding"]![0]!["code"]!.GetValue<string>()).Order());
        }

        Assert.Empty((await story.As("school").Get($"Provenance?target=Task/{task}")).Matches);
        var events = await hub.Store.Events(0, 1000, default);
        Assert.Equal(["referral-sent", "referral-accepted"], events.Where(one => one.Event.Focus.Id == task).Select(one => one.Event.Kind));
        Assert.Equal(Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(one => one.Number));
    }

    [Fact]
    public async Task A_move_by_the_wrong_party_is_403_and_an_illegal_one_422_with_the_moves_allowed()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["identity", "referral"]);
        var (_, task) = await story.Refer(person, "camhs");

        Assert.Equal(403, (await story.Accept("online", task)).Status);
        var illegal = await story.Complete("camhs", task);
        Assert.Equal(422, illegal.Status);
        Assert.Contains("accepted", illegal.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await story.As("social-care").Put($"Task/{task}", $$$"""{"resourceType":"Task","id":"{{{task}}}","status":"accepted","intent":"order"}""")).Status);
    }

    [Fact]
    public async Task The_same_request_lies_with_one_agency_once_at_a_time()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["identity", "referral"]);
        var (request, task) = await story.Refer(person, "camhs");

        var again = await Post("Task", Story.Work(person, request, "camhs"));
        Assert.Equal(409, again.Status);
        Assert.Equal(["duplicate-request"], again.Problems);
        await story.Reject("camhs", task);
        Assert.Equal(201, (await Post("Task", Story.Work(person, request, "camhs"))).Status);
    }

    [Fact]
    public async Task An_action_is_proposed_only_to_an_agency_that_may_see_the_plan_and_both_sides_follow_it()
    {
        var person = await story.Person();
        var action = Story.Action(person, "camhs");
        Assert.Equal(["consent-required"], (await Post("Task", (JsonObject)action.DeepClone())).Problems);
        var consent = await story.Share(person, "camhs", ["joint-plan"]);
        var task = await story.Create("online", "Task", action);

        Assert.Equal(200, (await story.Move("camhs", task, "accepted")).Status);

        await story.Withdraw(consent);
        Assert.True(await story.Sees("online", "Task", task));
        Assert.True(await story.Sees("camhs", "Task", task));
        Assert.False(await story.Sees("school", "Task", task));
        Assert.Equal(2, (await story.As("camhs").Get($"Provenance?target=Task/{task}")).Matches.Length);
    }

    [Fact]
    public async Task A_referral_that_was_sent_is_not_deleted()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["identity", "referral"]);
        var (request, task) = await story.Refer(person, "camhs");

        Assert.Equal(403, (await story.As("online").Delete($"Task/{task}")).Status);
        Assert.Equal(403, (await story.As("online").Delete($"ServiceRequest/{request}")).Status);
    }

    private Task<Reply> Post(string type, JsonObject resource, string agency = "online")
    {
        resource["resourceType"] = type;
        return story.As(agency).Post(type, resource.ToJsonString());
    }
}
