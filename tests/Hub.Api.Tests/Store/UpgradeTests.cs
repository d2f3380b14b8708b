using System.Net;
using Hub.Api.Store;
using Hub.Api.Store.Dialects;

namespace Hub.Api.Tests.Store;

/// <summary>What an older node does while a newer one upgrades the database they share (specs/upgrade.md).</summary>
public sealed class UpgradeTests
{
    [Fact]
    public async Task An_older_node_loses_nothing_while_a_newer_one_adds_to_the_schema_and_says_that_it_is_to_be_replaced()
    {
        await using var hub = new HubHost();
        using var client = hub.Client("online");
        Assert.Equal("Healthy", await Ready(hub, HttpStatusCode.OK));
        using var stop = new CancellationTokenSource();
        var traffic = Task.Run(() => Traffic(client, stop.Token));

        await Task.Run(() => Migrate(hub, "99990101000000_ExpandNote", "ALTER TABLE resource ADD note VARCHAR(100)"));

        Assert.Equal("Degraded", await Ready(hub, HttpStatusCode.OK));
        hub.Database.Execute("UPDATE resource SET note = 'written by the newer node'");
        await Task.Delay(TimeSpan.FromMilliseconds(200));
        await stop.CancelAsync();
        Assert.True(await traffic > 0);
    }

    [Fact]
    public async Task A_node_is_not_ready_once_a_newer_one_has_taken_away_what_it_uses()
    {
        await using var hub = new HubHost();
        Assert.Equal("Healthy", await Ready(hub, HttpStatusCode.OK));

        Migrate(hub, "99990201000000_ContractNote", "SELECT 1");

        Assert.Equal("Unhealthy", await Ready(hub, HttpStatusCode.ServiceUnavailable));
    }

    /// <summary>Creates and reads until told to stop; answers how many were created, each of which could be read.</summary>
    private static async Task<int> Traffic(HttpClient client, CancellationToken stop)
    {
        var made = 0;
        while (!stop.IsCancellationRequested)
        {
            var created = await client.Post("Patient", """{"resourceType":"Patient","birthDate":"2009-04"}""");
            Assert.Equal(201, created.Status);
            Assert.Equal(200, (await client.Get($"Patient/{created.Id}")).Status);
            Assert.Single((await client.Get($"Patient?_id={created.Id}")).Matches);
            made++;
        }

        return made;
    }

    /// <summary>What the start of a newer hub does: its migration, under the lock, remembered by its name.</summary>
    private static void Migrate(HubHost hub, string name, string change)
    {
        using var held = Dialect.Of(hub.Database.ConnectionString).LockSchema();
        hub.Database.Execute($"{change}; INSERT INTO \"{HubContext.History}\" VALUES ('{name}', '99')");
    }

    private static async Task<string> Ready(HubHost hub, HttpStatusCode expected)
    {
        using var client = hub.Anyone();
        using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}
