using Hub.Api.Store;
using Microsoft.Data.Sqlite;

namespace Hub.Api.Tests.Store;

/// <summary>What those who look see while others write, and what their looking keeps from being tidied up.</summary>
public sealed class ViewTests
{
    private const string Plan = """{"resourceType":"Basic","id":"plan","code":{"text":"first"}}""";

    [Fact]
    public async Task Who_looks_after_an_answer_sees_what_was_answered()
    {
        await using var hub = TestStore.Open();
        for (var version = 1; version <= 100; version++)
        {
            await hub.Put(Plan);
            await hub.Store.Write(open => open.Audit(Look(version)), default);

            var seen = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => hub.Store.Read(new("Basic", "plan"), TestStore.Hub, default)));

            Assert.All(seen, row => Assert.Equal(version, row!.Version));
        }
    }

    [Fact]
    public async Task What_was_audited_is_read_at_once()
    {
        await using var hub = TestStore.Open();
        await hub.Put(Plan);
        for (var look = 1; look <= 100; look++)
        {
            await hub.Store.Read(new("Basic", "plan"), TestStore.Hub, default);
            await hub.Store.Write(open => open.Audit(Look(look)), default);

            Assert.Equal(look, (await hub.Store.Audit(new AuditQuery { Count = 1 }, default))[0].Record.Number);
        }
    }

    [Fact]
    public async Task The_log_of_SQLite_begins_anew_though_somebody_always_looks()
    {
        const long bound = 2 * 20_000 * 4120;
        await using var hub = TestStore.Open();
        if (!hub.ConnectionString.StartsWith("Data Source", StringComparison.Ordinal))
        {
            return;
        }

        var large = Plan.Replace("first", new string('x', 60_000), StringComparison.Ordinal);
        await hub.Put(Plan);
        var done = false;
        var looking = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref done))
            {
                Assert.NotNull(await hub.Store.Read(new("Basic", "plan"), TestStore.Hub, default));
            }
        })).ToList();
        for (var version = 0; version < 4000; version += 40)
        {
            await Task.WhenAll(Enumerable.Range(0, 40).Select(i => hub.Put(large.Replace("\"plan\"", $"\"large-{i}\"", StringComparison.Ordinal))));
        }

        Volatile.Write(ref done, true);
        await Task.WhenAll(looking);

        Assert.InRange(new FileInfo(new SqliteConnectionStringBuilder(hub.ConnectionString).DataSource + "-wal").Length, 1, bound);
    }

    private static AuditEntry Look(int number) => new(
        "online", "client", null, "R", "read", "permit", "Basic", "plan", 1, null, "online", "author", null, null, $"request-{number}", null, null);
}
