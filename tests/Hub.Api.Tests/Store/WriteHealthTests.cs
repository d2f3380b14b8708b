namespace Hub.Api.Tests.Store;

/// <summary>A hub that cannot write a look down can show nothing, and says so to whoever sends requests to it.</summary>
public sealed class WriteHealthTests
{
    [SqliteFact]
    public async Task A_hub_whose_database_takes_no_writes_is_not_ready_until_it_does_again_though_nobody_asks_anything_else()
    {
        using var hub = new HubHost();
        using var agency = hub.Client("online");
        var created = await agency.Post("Patient", """{"resourceType":"Patient","birthDate":"2009-04"}""");
        hub.Database.Execute("CREATE TRIGGER full BEFORE UPDATE ON clock BEGIN SELECT RAISE(ABORT, 'disk is full'); END");

        var refused = await agency.Get($"Patient/{created.Id}");
        var ready = new List<int> { await Health(hub, "ready"), await Health(hub, "ready") };
        var live = await Health(hub, "live");
        hub.Database.Execute("DROP TRIGGER full");
        ready.Add(await Health(hub, "ready"));

        Assert.Equal((503, "unavailable"), (refused.Status, refused.Problems.Single()));
        Assert.Equal([503, 503, 200], ready);
        Assert.Equal(200, live);
        Assert.Equal(200, (await agency.Get($"Patient/{created.Id}")).Status);
    }

    [SqliteFact]
    public async Task Asking_whether_it_is_ready_writes_nothing_while_all_goes_well()
    {
        using var hub = new HubHost();
        using var agency = hub.Client("online");
        await agency.Post("Patient", """{"resourceType":"Patient","birthDate":"2009-04"}""");
        var before = hub.Database.Execute("SELECT time FROM clock");

        Assert.Equal(200, await Health(hub, "ready"));
        Assert.Equal(before, hub.Database.Execute("SELECT time FROM clock"));
    }

    private static async Task<int> Health(HubHost hub, string what) => (await hub.Anyone().Get($"/health/{what}")).Status;
}
