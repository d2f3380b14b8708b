namespace Hub.Api.Tests.Interactions;

public sealed class ReadTests(HubHost hub) : IClassFixture<HubHost>
{
    private const string Note = """{"resourceType":"Basic","code":{"text":"note"}}""";
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task Read_gives_back_every_token_as_it_was_sent()
    {
        const string sent = """{"resourceType":"Observation","extension":[{"url":"https://x.example/a","valueDecimal":1.100}],"status":"final","code":{"text":"caf\u00e9 \/ tea"},"valueQuantity":{"value":7.00e0,"unit":"h"}}""";
        var created = await online.Post("Observation", sent);

        var read = await online.Get($"Observation/{created.Id}");

        Assert.Equal(200, read.Status);
        Assert.Equal(sent, Parts.WithoutStamp(read.Text));
    }

    [Fact]
    public async Task Read_of_what_is_not_there_answers_404()
    {
        var reply = await online.Get("Basic/none");

        Assert.Equal((404, "not-found"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task Read_of_a_deleted_resource_answers_410_Gone()
    {
        var created = await online.Post("Basic", Note);
        await online.Delete($"Basic/{created.Id}");

        var reply = await online.Get($"Basic/{created.Id}");

        Assert.Equal((410, "gone"), (reply.Status, reply.Problems.Single()));
    }

    [Theory]
    [InlineData("W/\"1\"", 304)]
    [InlineData("\"1\"", 304)]
    [InlineData("W/\"7\", W/\"1\"", 304)]
    [InlineData("*", 304)]
    [InlineData("W/\"2\"", 200)]
    [InlineData("nonsense", 200)]
    public async Task If_None_Match_spares_what_the_client_holds(string tags, int status)
    {
        var created = await online.Post("Basic", Note);

        var reply = await online.Get($"Basic/{created.Id}", ("If-None-Match", tags));

        Assert.Equal(status, reply.Status);
        Assert.Equal("W/\"1\"", reply.ETag);
        Assert.Equal(status == 304, reply.Text.Length == 0);
    }

    [Fact]
    public async Task If_Modified_Since_spares_what_has_not_changed()
    {
        var created = await online.Post("Basic", Note);
        var modified = created.Response.Content.Headers.LastModified!.Value;

        var same = await online.Get($"Basic/{created.Id}", ("If-Modified-Since", modified.ToString("R")));
        var older = await online.Get($"Basic/{created.Id}", ("If-Modified-Since", modified.AddMinutes(-1).ToString("R")));

        Assert.Equal((304, 200), (same.Status, older.Status));
    }

    [Theory]
    [InlineData("Basic/a%20b")]
    [InlineData("Basic/..%2f..%2fetc%2fpasswd")]
    [InlineData("Basic/a'%20OR%20'1'='1")]
    [InlineData("Basic/0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task What_cannot_be_an_id_is_not_found(string address)
    {
        var reply = await online.Get(address);

        Assert.Equal((404, "not-found"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task HEAD_answers_the_headers_alone()
    {
        var created = await online.Post("Basic", Note);

        var reply = await online.Call(HttpMethod.Head, $"Basic/{created.Id}", null);

        Assert.Equal((200, "W/\"1\"", ""), (reply.Status, reply.ETag, reply.Text));
    }

    [Fact]
    public async Task A_version_is_read_as_it_was_and_a_deleted_one_is_gone()
    {
        var created = await online.Post("Basic", Note);
        await online.Put($"Basic/{created.Id}", $$$"""{"resourceType":"Basic","id":"{{{created.Id}}}","code":{"text":"second"}}""");
        await online.Delete($"Basic/{created.Id}");

        var first = await online.Get($"Basic/{created.Id}/_history/1");
        var third = await online.Get($"Basic/{created.Id}/_history/3");
        var none = await online.Get($"Basic/{created.Id}/_history/abc");

        Assert.Equal("note", first.Json["code"]!["text"]!.GetValue<string>());
        Assert.Equal((200, 410, 404), (first.Status, third.Status, none.Status));
    }
}
