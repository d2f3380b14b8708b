namespace Hub.Api.Tests.Workflow;

public sealed class ReferralGuardTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task A_move_from_a_version_that_is_no_longer_current_answers_412()
    {
        var loop = await Loop.Begin(hub);
        var (task, etag) = await loop.Proposed("camhs", "accept-referral");
        await loop.Move("camhs", "receive-referral");

        var late = await loop.Camhs.Put("Task/" + loop["Task"], task.ToJsonString(), ("If-Match", etag));

        Assert.Equal((412, "precondition-failed"), (late.Status, late.Problems[0]));
        Assert.Equal("received", await Status(loop));
    }

    [Fact]
    public async Task An_illegal_move_answers_422_with_the_moves_that_are_allowed()
    {
        var loop = await Loop.Begin(hub);

        var refused = await loop.Move("camhs", "complete-referral");

        Assert.Equal((422, "transition-refused"), (refused.Status, refused.Problems[0]));
        foreach (var next in (string[])["received", "accepted", "rejected"])
        {
            Assert.Contains(next, refused.Text, StringComparison.Ordinal);
        }

        Assert.Equal("requested", await Status(loop));
    }

    [Theory]
    [InlineData("accept-referral")]
    [InlineData("reject-referral")]
    [InlineData("receive-referral")]
    public async Task The_referrer_does_not_answer_for_the_recipient(string example)
    {
        var loop = await Loop.Begin(hub);

        var refused = await loop.Move("online", example);

        Assert.Equal((403, "not-allowed-here"), (refused.Status, refused.Problems[0]));
        Assert.Equal("requested", await Status(loop));
    }

    [Fact]
    public async Task The_recipient_does_not_withdraw_for_the_referrer()
    {
        var loop = await Loop.Begin(hub);

        Assert.Equal(403, (await loop.Move("camhs", "withdraw-referral")).Status);
    }

    [Fact]
    public async Task An_agency_that_is_neither_side_learns_nothing_by_trying_to_move_it()
    {
        var loop = await Loop.Begin(hub);
        var (task, _) = await loop.Proposed("camhs", "accept-referral");

        var refused = await loop.As("social-care").Put("Task/" + loop["Task"], task.ToJsonString());

        Assert.Equal((404, "not-found"), (refused.Status, refused.Problems[0]));
    }

    [Theory]
    [InlineData("accept-referral", "extension", "named-worker")]
    [InlineData("reject-referral", "statusReason", "statusReason")]
    [InlineData("reject-referral", "extension", "next-route")]
    public async Task A_move_without_what_it_must_have_answers_422_and_names_it(string example, string without, string expression)
    {
        var loop = await Loop.Begin(hub);
        var (task, etag) = await loop.Proposed("camhs", example);
        task.Remove(without);

        var refused = await loop.Camhs.Put("Task/" + loop["Task"], task.ToJsonString(), ("If-Match", etag));

        Assert.Equal((422, "missing-element"), (refused.Status, refused.Problems[0]));
        Assert.Contains(expression, refused.Expressions[0], StringComparison.Ordinal);
        Assert.Equal("requested", await Status(loop));
    }

    [Fact]
    public async Task Completing_without_an_outcome_is_refused()
    {
        var loop = await Loop.Begin(hub);
        await loop.Move("camhs", "accept-referral");
        await loop.Move("camhs", "start-referral");
        var (task, etag) = await loop.Proposed("camhs", "complete-referral");
        task.Remove("output");

        var refused = await loop.Camhs.Put("Task/" + loop["Task"], task.ToJsonString(), ("If-Match", etag));

        Assert.Equal((422, "Task.output"), (refused.Status, refused.Expressions[0]));
    }

    [Fact]
    public async Task Only_the_referrer_writes_the_request()
    {
        var loop = await Loop.Begin(hub);

        var refused = await loop.Change("camhs", "ServiceRequest/" + loop["ServiceRequest"], request => request["status"] = "revoked");

        Assert.Equal((403, "not-allowed-here"), (refused.Status, refused.Problems[0]));
    }

    [Fact]
    public async Task A_refused_move_leaves_no_trace_but_its_audit()
    {
        var loop = await Loop.Begin(hub);
        var (task, etag) = await loop.Proposed("camhs", "complete-referral");
        var before = hub.RowCounts("audit");

        await loop.Camhs.Put("Task/" + loop["Task"], task.ToJsonString(), ("If-Match", etag));

        Assert.Equal(before, hub.RowCounts("audit"));
    }

    private static async Task<string> Status(Loop loop) => (await loop.Online.Get("Task/" + loop["Task"])).Json["status"]!.GetValue<string>();
}
