using System.Diagnostics;

namespace Hub.Api.Tests.Store;

public sealed class KillTests
{
    private const int Kills = 15;

    [SqliteFact]
    public async Task Nothing_answered_is_lost_and_nothing_is_half_written_over_15_kills()
    {
        await using var hub = TestStore.Open();
        await hub.Store.DisposeAsync();
        var answered = new List<string>();
        var random = new Random(20260301);
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = answered.Count;
            answered.AddRange(await WriteThenKill(hub.ConnectionString, TimeSpan.FromMilliseconds(random.Next(120))));
            Assert.True(answered.Count > before, "The process was killed before it had answered anything.");
            Assert.Equal("ok", hub.Execute("PRAGMA integrity_check"));
        }

        await hub.Reopen();
        await AllAnsweredAreThere(hub, answered);
        await NothingIsHalfWritten(hub);
    }

    private static async Task AllAnsweredAreThere(TestStore hub, List<string> answered)
    {
        foreach (var id in answered)
        {
            for (var part = 0; part < WriteUntilKilled.Together; part++)
            {
                Assert.NotNull(await hub.Store.Read(new("Basic", $"{id}-{part}"), TestStore.Hub, default));
            }
        }
    }

    private static async Task NothingIsHalfWritten(TestStore hub)
    {
        var transactions = (long)hub.Execute("SELECT COUNT(*) FROM outbox")!;
        var resources = transactions * WriteUntilKilled.Together;
        foreach (var (table, expected) in new[]
        {
            ("resource", resources), ("resource_version", resources), ("access_grant", resources),
        })
        {
            Assert.Equal(expected, hub.Execute($"SELECT COUNT(*) FROM {table}"));
        }

        Assert.Equal(transactions, hub.Execute("SELECT SUM(entries) FROM audit"));
        Assert.Equal(transactions, hub.Execute("SELECT MAX(number) FROM outbox"));
        Assert.Equal(resources, hub.Execute("SELECT MAX(sequence) FROM resource_version"));
        Assert.Equal(0L, hub.Execute(
            "SELECT COUNT(*) FROM (SELECT substr(id, 1, 32) FROM resource GROUP BY 1 HAVING COUNT(*) <> 3)"));
        Assert.Null(await hub.Store.FirstBrokenAudit(default));
    }

    /// <summary>What the process had said was answered when it was killed, some time after its first answer.</summary>
    private static async Task<List<string>> WriteThenKill(string connectionString, TimeSpan after)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(KillTests).Assembly.Location, "write-until-killed", connectionString])
        { RedirectStandardOutput = true })!;
        try
        {
            var answered = new List<string> { (await process.StandardOutput.ReadLineAsync())! };
            var rest = process.StandardOutput.ReadToEndAsync();
            await Task.Delay(after);
            process.Kill();
            answered.AddRange((await rest).Split('\n')[..^1]);
            return answered;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
