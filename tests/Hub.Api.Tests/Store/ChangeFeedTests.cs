using Hub.Api.Store;

namespace Hub.Api.Tests.Store;

/// <summary>The history of all resources is a feed without gaps: who asks again from the moment of the last version seen misses nothing.</summary>
public sealed class ChangeFeedTests
{
    private const int Writers = 4;
    private const int WritesEach = 60;

    [Fact]
    public async Task A_poller_sees_every_version_once_while_two_nodes_with_different_clocks_write()
    {
        await using var first = TestStore.Open();
        await using var second = first.Beside();
        second.Time.Now = first.Time.Now.AddSeconds(-5);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(writer % 2 == 0 ? first : second, writer))));
        var poller = new Poller(second.Store);
        while (!writing.IsCompleted)
        {
            await poller.Poll();
        }

        await writing;
        await poller.Poll();

        Assert.Equal(Writers * WritesEach, poller.Seen.Count);
        Assert.Equal(Writers * WritesEach, poller.Seen.Distinct().Count());
        Assert.Equal((long)Writers * WritesEach, first.Execute("SELECT MAX(sequence) FROM resource_version"));
        Assert.True(poller.Polls > 1);
    }

    [Fact]
    public async Task Since_an_instant_leaves_out_exactly_what_is_older()
    {
        await using var hub = TestStore.Open();
        var start = hub.Time.Now;
        for (var i = 0; i < 10; i++)
        {
            hub.Time.Now = start.AddSeconds(i / 2);
            await hub.Put($$$"""{"resourceType":"Basic","id":"b{{{i}}}","code":{"text":"x"}}""");
        }

        for (var second = -1; second < 7; second++)
        {
            var page = await hub.Store.Changes(new ChangeQuery(null, start.AddSeconds(second), null, 100), TestStore.Hub, default);
            Assert.Equal(Math.Clamp(10 - (2 * second), 0, 10), page.Versions.Count);
        }
    }

    [Fact]
    public async Task At_a_time_each_resource_is_as_it_was_then()
    {
        await using var hub = TestStore.Open();
        var start = hub.Time.Now;
        await hub.Put("""{"resourceType":"Basic","id":"b1","code":{"text":"1"}}""");
        hub.Time.Now = start.AddHours(1);
        await hub.Put("""{"resourceType":"Basic","id":"b1","code":{"text":"2"}}""");
        await hub.Put("""{"resourceType":"Basic","id":"b2","code":{"text":"1"}}""");
        hub.Time.Now = start.AddHours(2);
        await hub.Put("""{"resourceType":"Basic","id":"b1","code":{"text":"3"}}""");

        Assert.Equal(["b1/1"], await At(start.AddMinutes(30), start.AddMinutes(31)));
        Assert.Equal(["b2/1", "b1/2"], await At(start.AddMinutes(90), start.AddMinutes(91)));
        Assert.Equal(["b2/1", "b1/2", "b1/1"], await At(start.AddMinutes(30), start.AddMinutes(90)));
        Assert.Empty(await At(start.AddHours(-1), start));
        Assert.Equal(["b1/3", "b2/1"], await At(start.AddHours(3), start.AddHours(4)));

        async Task<IEnumerable<string>> At(DateTimeOffset from, DateTimeOffset until)
        {
            var query = new ChangeQuery("Basic", null, null, 100) { At = new ChangeTime(from, until) };
            var ofAll = await hub.Store.Changes(query, TestStore.Hub, default);
            var ofOne = await hub.Store.History(new ResourceKey("Basic", "b1"), query, TestStore.Hub, default);
            Assert.Equal(ofAll.Versions.Where(version => version.Id == "b1").Select(version => version.Version), ofOne.Versions.Select(version => version.Version));
            return ofAll.Versions.Select(version => $"{version.Id}/{version.Version}");
        }
    }

    private static async Task Write(TestStore hub, int writer)
    {
        for (var i = 0; i < WritesEach; i++)
        {
            hub.Time.Now = hub.Time.Now.AddMilliseconds(i % 3);
            await hub.Put($$$"""{"resourceType":"Basic","id":"w{{{writer}}}-{{{i / 2}}}","code":{"text":"{{{i}}}"}}""");
        }
    }

    /// <summary>As a partner polls over HTTP: since the last moment seen, page by page until what is known already.</summary>
    private sealed class Poller(ResourceStore store)
    {
        private readonly HashSet<(string, int)> known = [];
        private DateTimeOffset? since;

        public List<(string Id, int Version)> Seen { get; } = [];

        public int Polls { get; private set; }

        public async Task Poll()
        {
            Polls++;
            var fresh = new List<StoredResource>();
            for (long? before = null; ;)
            {
                var page = await store.Changes(new ChangeQuery(null, since, before, 7), TestStore.Hub, default);
                fresh.AddRange(page.Versions.Where(version => known.Add((version.Id, version.Version))));
                if ((before = page.Next) is null)
                {
                    break;
                }
            }

            Seen.AddRange(fresh.Select(version => (version.Id, version.Version)));
            since = fresh.Count > 0 ? fresh.Max(version => version.LastUpdated) : since;
        }
    }
}
