namespace Hub.Api.Tests.Operations;

public sealed class MetaTests(HubHost hub) : IClassFixture<HubHost>
{
    private const string Tags = "https://online.example/tags";
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task What_is_added_is_there_once_and_makes_a_version()
    {
        await Note("add", Tag("red"));

        var added = await online.Post("Basic/add/$meta-add", Asked(Tag("blue"), Tag("red"), Tag("blue")));
        var read = await online.Get("Basic/add");

        Assert.Equal((200, "W/\"2\""), (added.Status, added.ETag));
        Assert.Equal("2", added.Json["parameter"]![0]!["valueMeta"]!["versionId"]!.GetValue<string>());
        Assert.Equal(["red", "blue"], Codes(read));
        Assert.Equal("kept as it was", read.Json["code"]!["text"]!.GetValue<string>());
        Assert.Equal(["blue"], (await online.Get($"Basic?_id=add&_tag={Tags}|blue")).Matches.Select(match => Codes(match)[1]));
        Assert.Equal(["red"], Codes(await online.Get("Basic/add/_history/1")));
    }

    [Fact]
    public async Task What_is_taken_away_is_gone_and_the_rest_stays()
    {
        await Note("take", Tag("red"), Tag("blue"));

        var taken = await online.Post("Basic/take/$meta-delete", Asked(Tag("red"), Tag("green")));
        var all = await online.Post("Basic/take/$meta-delete", Asked(Tag("blue")));
        var read = await online.Get("Basic/take");

        Assert.Equal((200, 200), (taken.Status, all.Status));
        Assert.Null(read.Json["meta"]!["tag"]);
        Assert.Equal("W/\"3\"", read.ETag);
    }

    [Fact]
    public async Task What_changes_nothing_makes_no_version()
    {
        await Note("same", Tag("red"));

        var added = await online.Post("Basic/same/$meta-add", Asked(Tag("red")));
        var taken = await online.Post("Basic/same/$meta-delete", Asked(Tag("green")));

        Assert.Equal(("W/\"1\"", "W/\"1\""), (added.ETag, taken.ETag));
    }

    [Fact]
    public async Task A_version_that_is_not_the_current_one_is_412()
    {
        await Note("old", Tag("red"));
        await online.Post("Basic/old/$meta-add", Asked(Tag("blue")));

        var late = await online.Post("Basic/old/$meta-add", Asked(Tag("green")), ("If-Match", "W/\"1\""));
        var same = await online.Post("Basic/old/$meta-add", Asked(Tag("blue")), ("If-Match", "W/\"1\""));
        var good = await online.Post("Basic/old/$meta-add", Asked(Tag("green")), ("If-Match", "W/\"2\""));

        Assert.Equal((412, 412, 200), (late.Status, same.Status, good.Status));
    }

    [Fact]
    public async Task Sent_twice_under_one_request_id_it_is_done_once()
    {
        await Note("twice", Tag("red"));

        var first = await online.Post("Basic/twice/$meta-add", Asked(Tag("blue")), ("X-Request-Id", "meta-twice"));
        await online.Post("Basic/twice/$meta-delete", Asked(Tag("blue")));
        var second = await online.Post("Basic/twice/$meta-add", Asked(Tag("blue")), ("X-Request-Id", "meta-twice"));

        Assert.Equal((first.ETag, first.Text), (second.ETag, second.Text));
        Assert.Equal("W/\"3\"", (await online.Get("Basic/twice")).ETag);
    }

    [Fact]
    public async Task It_is_a_change_under_the_gate()
    {
        await Note("ours", Tag("red"));
        await online.Put("Organization/meta-place", """{"resourceType":"Organization","id":"meta-place","name":"A place"}""");

        var hidden = await hub.Client("camhs").Post("Basic/ours/$meta-add", Asked(Tag("blue")));
        var others = await hub.Client("camhs").Post("Organization/meta-place/$meta-add", Asked(Tag("blue")));
        var reader = await hub.Client("online", "system/*.rs").Post("Basic/ours/$meta-add", Asked(Tag("blue")));
        var nothing = await online.Post("Basic/ours/$meta-add", """{"resourceType":"Parameters"}""");
        var nobody = await online.Post("Basic/nobody/$meta-delete", Asked(Tag("blue")));
        var audit = await online.Post("AuditEvent/1/$meta-add", Asked(Tag("blue")));

        Assert.Equal((404, 403, 403, 422, 404, 404), (hidden.Status, others.Status, reader.Status, nothing.Status, nobody.Status, audit.Status));
    }

    [Fact]
    public async Task A_transaction_may_hold_it()
    {
        await Note("entry", Tag("red"));

        var reply = await online.Post("", $$$"""{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"POST","url":"Basic/entry/$meta-add"},"resource":{{{Asked(Tag("blue"))}}}}]}""");

        Assert.True(reply.Status == 200, reply.Text);
        Assert.Equal(["red", "blue"], Codes(await online.Get("Basic/entry")));
    }

    private static string[] Codes(Reply reply) => Codes(reply.Json);

    private static string[] Codes(System.Text.Json.Nodes.JsonNode resource) => [.. resource["meta"]!["tag"]!.AsArray().Select(tag => tag!["code"]!.GetValue<string>())];

    private static string Tag(string code) => $$"""{"system":"{{Tags}}","code":"{{code}}"}""";

    private static string Asked(params string[] tags) => $$$"""{"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"tag":[{{{string.Join(',', tags)}}}]}}]}""";

    private Task<Reply> Note(string id, params string[] tags) =>
        online.Put($"Basic/{id}", $$$"""{"resourceType":"Basic","id":"{{{id}}}","meta":{"tag":[{{{string.Join(',', tags)}}}]},"code":{"text":"kept as it was"}}""");
}
