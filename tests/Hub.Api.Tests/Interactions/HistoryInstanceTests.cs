namespace Hub.Api.Tests.Interactions;

public sealed class HistoryInstanceTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task Pages_lead_through_every_version_and_count_them_all()
    {
        await Write("walked", 5);
        var pages = new List<string[]>();
        for (var next = "Basic/walked/_history?_count=2"; next is not null;)
        {
            var page = await online.Get(next);
            Assert.Equal(5, page.Json["total"]!.GetValue<int>());
            pages.Add([.. page.Entries.Select(entry => entry["response"]!["etag"]!.GetValue<string>())]);
            next = page.Link("next");
        }

        Assert.Equal([["W/\"5\"", "W/\"4\""], ["W/\"3\"", "W/\"2\""], ["W/\"1\""]], pages);
    }

    [Fact]
    public async Task Since_a_moment_the_versions_written_from_then_on_are_there()
    {
        var times = await Write("since", 3);

        var reply = await online.Get($"Basic/since/_history?_since={times[1]}");

        Assert.Equal(2, reply.Entries.Length);
        Assert.Equal(2, reply.Json["total"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(0, "W/\"1\"")]
    [InlineData(1, "W/\"2\"")]
    [InlineData(2, "W/\"3\"")]
    public async Task At_a_moment_the_version_of_that_moment_is_there(int version, string etag)
    {
        var times = await Write($"at-{version}", 3);

        var instance = await online.Get($"Basic/at-{version}/_history?_at={times[version]}");
        var type = await online.Get($"Basic/_history?_at={times[version]}&_count=1000");

        Assert.Equal(etag, instance.Entries.Single()["response"]!["etag"]!.GetValue<string>());
        Assert.Equal(etag, type.Entries.Single(entry => entry["request"]!["url"]!.GetValue<string>() == $"Basic/at-{version}")["response"]!["etag"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_count_of_nothing_asks_for_the_number_alone()
    {
        await Write("counted", 2);

        var reply = await online.Get("Basic/counted/_history?_count=0");

        Assert.Empty(reply.Entries);
        Assert.Equal(2, reply.Json["total"]!.GetValue<int>());
        Assert.Null(reply.Link("next"));
    }

    [Theory]
    [InlineData("_at=yesterday")]
    [InlineData("_at=gt2026-01-01")]
    public async Task A_time_that_cannot_be_read_is_refused(string query)
    {
        await Write("refused", 1);

        var reply = await online.Get($"Basic/refused/_history?{query}");

        Assert.Equal((400, "invalid-parameter"), (reply.Status, reply.Problems.Single()));
    }

    /// <summary>So many versions, a second apart; the moments at which they were written.</summary>
    private async Task<List<string>> Write(string id, int versions)
    {
        var times = new List<string>();
        for (var i = 0; i < versions; i++)
        {
            hub.Clock.Advance(TimeSpan.FromSeconds(1));
            var reply = await online.Put($"Basic/{id}", $$$"""{"resourceType":"Basic","id":"{{{id}}}","code":{"text":"{{{i}}}"}}""");
            times.Add(reply.Json["meta"]!["lastUpdated"]!.GetValue<string>());
        }

        return times;
    }
}
