namespace Hub.Api.Tests.Interactions;

public sealed class RepeatTests(HubHost hub) : IClassFixture<HubHost>
{
    private const string Note = """{"resourceType":"Basic","code":{"text":"once"}}""";
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task A_create_repeated_under_its_request_id_is_made_once()
    {
        var first = await online.Post("Basic", Note, ("X-Request-Id", "create-1"));
        var second = await online.Post("Basic", Note, ("X-Request-Id", "create-1"));

        Assert.Equal((201, 201), (first.Status, second.Status));
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Response.Headers.Location, second.Response.Headers.Location);
    }

    [Fact]
    public async Task Repeats_that_race_make_one_resource()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => online.Post("Basic", Note, ("X-Request-Id", "race-1"))));

        Assert.Single(replies.Select(reply => reply.Id).Distinct());
    }

    [Fact]
    public async Task An_update_and_a_delete_repeated_are_made_once()
    {
        const string body = """{"resourceType":"Basic","id":"repeated","code":{"text":"1"}}""";
        await online.Put("Basic/repeated", body, ("X-Request-Id", "update-1"));
        var update = await online.Put("Basic/repeated", body, ("X-Request-Id", "update-1"));
        var delete = await online.Delete("Basic/repeated", ("X-Request-Id", "delete-1"));
        var again = await online.Delete("Basic/repeated", ("X-Request-Id", "delete-1"));

        Assert.Equal((201, "W/\"1\""), (update.Status, update.ETag));
        Assert.Equal((204, 204, "W/\"2\""), (delete.Status, again.Status, again.ETag));
    }

    [Fact]
    public async Task A_transaction_repeated_is_made_once()
    {
        const string bundle = """{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Basic","code":{"text":"t"}},"request":{"method":"POST","url":"Basic"}}]}""";
        var first = await online.Post("", bundle, ("X-Request-Id", "tx-1"));
        var second = await online.Post("", bundle, ("X-Request-Id", "tx-1"));

        Assert.Equal(200, second.Status);
        Assert.Equal(first.Text, second.Text);
    }

    [Fact]
    public async Task Another_content_under_the_same_request_id_is_refused()
    {
        await online.Post("Basic", Note, ("X-Request-Id", "other-1"));
        var reply = await online.Post("Basic", """{"resourceType":"Basic","code":{"text":"other"}}""", ("X-Request-Id", "other-1"));

        Assert.Equal((409, "duplicate-request"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task The_request_id_of_one_agency_is_nothing_to_another()
    {
        var mine = await online.Post("Basic", Note, ("X-Request-Id", "shared-1"));
        var theirs = await hub.Client("camhs").Post("Basic", Note, ("X-Request-Id", "shared-1"));

        Assert.Equal(201, theirs.Status);
        Assert.NotEqual(mine.Id, theirs.Id);
    }

    [Fact]
    public async Task A_refused_request_may_be_corrected_under_its_id()
    {
        var refused = await online.Post("Patient", Note, ("X-Request-Id", "again-1"));
        var corrected = await online.Post("Basic", Note, ("X-Request-Id", "again-1"));

        Assert.Equal((400, 201), (refused.Status, corrected.Status));
    }
}
