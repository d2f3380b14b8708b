namespace Hub.Api.Tests.Interactions;

public sealed class HistoryTypeTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task Pages_lead_through_every_version_once_while_others_write()
    {
        for (var i = 0; i < 5; i++)
        {
            await online.Put("Basic/walked", $$$"""{"resourceType":"Basic","id":"walked","code":{"text":"{{{i}}}"}}""");
        }

        var seen = new List<string>();
        for (var next = "Basic/_history?_count=2"; next is not null;)
        {
            var page = await online.Get(next);
            seen.AddRange(page.Entries.Where(entry => entry["request"]!["url"]!.GetValue<string>() == "Basic/walked").Select(entry => entry["response"]!["etag"]!.GetValue<string>()));
            await online.Put("Basic/meanwhile", """{"resourceType":"Basic","id":"meanwhile","code":{"text":"x"}}""");
            next = page.Link("next");
        }

        Assert.Equal(["W/\"5\"", "W/\"4\"", "W/\"3\"", "W/\"2\"", "W/\"1\""], seen);
    }

    [Fact]
    public async Task What_others_wrote_is_not_there()
    {
        await online.Put("Basic/hidden-history", """{"resourceType":"Basic","id":"hidden-history","code":{"text":"x"}}""");
        await online.Delete("Basic/hidden-history");

        var type = await hub.Client("social-care").Get("Basic/_history");
        var system = await hub.Client("social-care").Get("_history");

        Assert.Empty(type.Entries);
        Assert.DoesNotContain("hidden-history", system.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_system_tells_only_types_that_the_token_allows()
    {
        await online.Put("Basic/typed", """{"resourceType":"Basic","id":"typed","code":{"text":"x"}}""");
        await online.Put("Goal/typed", """{"resourceType":"Goal","id":"typed","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/x"}}""");

        var reply = await hub.Client("online", "system/Goal.rs").Get("_history");

        Assert.All(reply.Entries, entry => Assert.StartsWith("Goal/", entry["request"]!["url"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.NotEmpty(reply.Entries);
    }

    [Fact]
    public async Task A_later_page_says_itself_which_it_is()
    {
        await online.Put("Basic/self", """{"resourceType":"Basic","id":"self","code":{"text":"1"}}""");
        await online.Put("Basic/self", """{"resourceType":"Basic","id":"self","code":{"text":"2"}}""");
        foreach (var first in (string[])["Basic/self/_history?_count=1", "Basic?_count=1&_sort=_id", "Patient/self/$everything?_count=1"])
        {
            await online.Put("Patient/self", """{"resourceType":"Patient","id":"self"}""");
            await online.Put("Goal/self", """{"resourceType":"Goal","id":"self","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/self"}}""");
            await online.Put("Basic/selfish", """{"resourceType":"Basic","id":"selfish","code":{"text":"x"}}""");
            var next = (await online.Get(first)).Link("next")!;

            var second = await online.Get(next);

            Assert.Equal(Uri.UnescapeDataString(next), Uri.UnescapeDataString(second.Link("self")!));
        }
    }

    [Theory]
    [InlineData("Basic/_history?_since=yesterday")]
    [InlineData("Basic/_history?_count=many")]
    [InlineData("_history?_cursor=x")]
    public async Task Parameters_that_cannot_be_read_are_refused(string address)
    {
        var reply = await online.Get(address);

        Assert.Equal((400, "invalid-parameter"), (reply.Status, reply.Problems.Single()));
    }
}
