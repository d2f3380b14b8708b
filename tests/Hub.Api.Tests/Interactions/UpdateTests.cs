namespace Hub.Api.Tests.Interactions;

public sealed class UpdateTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task Update_makes_the_next_version()
    {
        var created = await online.Post("Basic", Note("", "first"));

        var reply = await online.Put($"Basic/{created.Id}", Note(created.Id, "second"), ("If-Match", created.ETag!));

        Assert.Equal((200, "W/\"2\""), (reply.Status, reply.ETag));
        Assert.Equal("second", reply.Json["code"]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_stale_If_Match_changes_nothing()
    {
        var created = await online.Post("Basic", Note("", "first"));
        await online.Put($"Basic/{created.Id}", Note(created.Id, "second"));
        var before = hub.RowCounts("audit", "clock");

        var reply = await online.Put($"Basic/{created.Id}", Note(created.Id, "third"), ("If-Match", "W/\"1\""));

        Assert.Equal((412, "precondition-failed"), (reply.Status, reply.Problems.Single()));
        Assert.Equal(before, hub.RowCounts("audit", "clock"));
    }

    [Fact]
    public async Task An_If_Match_this_hub_never_gave_is_refused()
    {
        var created = await online.Post("Basic", Note("", "first"));

        var reply = await online.Put($"Basic/{created.Id}", Note(created.Id, "second"), ("If-Match", "\"abc\""));

        Assert.Equal((412, "precondition-failed"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task Under_a_free_id_the_first_version_is_made()
    {
        var reply = await online.Put("Basic/my-own-id", Note("my-own-id", "x"));

        Assert.Equal((201, "my-own-id", "W/\"1\""), (reply.Status, reply.Id, reply.ETag));
    }

    [Fact]
    public async Task Under_an_id_that_others_hold_unseen_the_answer_is_404()
    {
        await online.Put("Basic/held", Note("held", "x"));

        var reply = await hub.Client("social-care").Put("Basic/held", Note("held", "y"));

        Assert.Equal((404, "not-found"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task Without_an_id_in_the_body_it_is_refused()
    {
        var reply = await online.Put("Basic/b1", Note("", "x"));

        Assert.Equal((400, "id-mismatch", "Basic.id"), (reply.Status, reply.Problems.Single(), reply.Expressions.Single()));
    }

    [Fact]
    public async Task With_another_id_in_the_body_it_is_refused()
    {
        var reply = await online.Put("Basic/b1", Note("b2", "x"));

        Assert.Equal((400, "id-mismatch"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task A_deleted_resource_can_be_brought_back()
    {
        await online.Put("Basic/back", Note("back", "x"));
        await online.Delete("Basic/back");

        var reply = await online.Put("Basic/back", Note("back", "y"));
        var read = await online.Get("Basic/back");

        Assert.Equal("W/\"3\"", reply.ETag);
        Assert.Equal((200, "W/\"3\""), (read.Status, read.ETag));
    }

    [Fact]
    public async Task Versions_are_counted_without_gaps_under_racing_updates()
    {
        var created = await online.Post("Basic", Note("", "first"));
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => online.Put($"Basic/{created.Id}", Note(created.Id, $"n{i}"), ("If-Match", "W/\"1\""))));

        Assert.Equal(1, replies.Count(reply => reply.Status == 200));
        Assert.Equal(19, replies.Count(reply => reply.Status == 412));
        Assert.Equal("W/\"2\"", (await online.Get($"Basic/{created.Id}")).ETag);
    }

    private static string Note(string id, string text)
        => $$$"""{"resourceType":"Basic",{{{(id.Length > 0 ? $"\"id\":\"{id}\"," : "")}}}"code":{"text":"{{{text}}}"}}""";
}
