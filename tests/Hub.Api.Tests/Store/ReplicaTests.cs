using Hub.Api.Store;

namespace Hub.Api.Tests.Store;

/// <summary>A copy that lags may carry the change feed; what anybody may see is decided by the primary.</summary>
public sealed class ReplicaTests
{
    private static readonly AccessScope Camhs = new("camhs", DateTimeOffset.UnixEpoch);

    [SqliteFact]
    public async Task A_consent_withdrawn_since_the_copy_was_made_holds_at_once()
    {
        await using var hub = TestStore.Open();
        await Grant(hub, "referral");
        await hub.Put("""{"resourceType":"Basic","id":"b1","code":{"text":"x"}}""", category: "referral", patient: "ash");
        await hub.Put("""{"resourceType":"Basic","id":"b2","code":{"text":"x"}}""", author: "camhs");
        await using var copy = Copy(hub);
        await using var node = hub.WithReplica(copy.ConnectionString);
        Assert.Equal(["b2", "b1"], await Feed(node, Camhs));

        await Grant(hub, "none");

        Assert.Equal(["b2"], await Feed(node, Camhs));
        Assert.Null(await node.Store.Read(new ResourceKey("Basic", "b1"), Camhs, default));
    }

    [SqliteFact]
    public async Task A_read_sees_what_was_just_written_and_only_the_feed_may_lag()
    {
        await using var hub = TestStore.Open();
        await hub.Put("""{"resourceType":"Basic","id":"b1","code":{"text":"x"}}""");
        await using var copy = Copy(hub);
        await using var node = hub.WithReplica(copy.ConnectionString);

        await node.Put("""{"resourceType":"Basic","id":"b2","code":{"text":"x"}}""");

        Assert.NotNull(await node.Store.Read(new ResourceKey("Basic", "b2"), TestStore.Hub, default));
        Assert.Equal(["b2", "b1"], await node.Ids("Basic", ""));
        Assert.Equal(2, (await node.Search("Basic", "_total=accurate&_count=1")).Total);
        Assert.Equal(["b1"], await Feed(node, TestStore.Hub));
    }

    [SqliteFact]
    public async Task Pages_of_a_caller_who_may_see_little_lead_through_all_of_it()
    {
        await using var hub = TestStore.Open();
        for (var i = 0; i < 60; i++)
        {
            await hub.Put($$$"""{"resourceType":"Basic","id":"b{{{i}}}","code":{"text":"x"}}""", author: i % 20 == 0 ? "camhs" : "online");
        }

        await using var copy = Copy(hub);
        await using var node = hub.WithReplica(copy.ConnectionString);
        var seen = new List<string>();
        for (long? before = null; ;)
        {
            var page = await node.Store.Changes(new ChangeQuery(null, null, before, 2), Camhs, default);
            seen.AddRange(page.Versions.Select(version => version.Id));
            if ((before = page.Next) is null)
            {
                break;
            }
        }

        Assert.Equal(["b40", "b20", "b0"], seen);
    }

    [SqliteFact]
    public async Task Without_its_copy_the_feed_is_read_from_the_primary()
    {
        await using var hub = TestStore.Open();
        await hub.Put("""{"resourceType":"Basic","id":"b1","code":{"text":"x"}}""");
        await using var node = hub.WithReplica("Data Source=/nowhere/copy.db");

        Assert.Equal(["b1"], await Feed(node, TestStore.Hub));
    }

    private static async Task<IEnumerable<string>> Feed(TestStore node, AccessScope scope) =>
        (await node.Store.Changes(new ChangeQuery(null, null, null, 100), scope, default)).Versions.Select(version => version.Id);

    private static Task<int> Grant(TestStore hub, string category) => hub.Store.Write(
        transaction =>
        {
            transaction.ReplaceGrants("Consent/1", [new Grant("camhs", "ash", category, null, "consent", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, "")]);
            return 0;
        },
        default);

    private static CopiedFile Copy(TestStore hub)
    {
        var copy = new CopiedFile();
        hub.Execute($"VACUUM INTO '{copy.Path}'");
        return copy;
    }

    private sealed class CopiedFile : IAsyncDisposable
    {
        public string Path { get; } = System.IO.Path.Combine(Directory.CreateTempSubdirectory("hub-copy-").FullName, "copy.db");

        public string ConnectionString => $"Data Source={Path}";

        public ValueTask DisposeAsync()
        {
            Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
