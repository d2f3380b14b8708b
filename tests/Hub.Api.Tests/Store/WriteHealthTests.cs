namespace Hub.Api.Tests.Store;

/// <summary>A hub that cannot write a look down can show nothing, and says so to whoever sends requests to it.</summary>
public sealed class WriteHealthTests
{
    [SqliteFact]
    public Task A_hub_whose_database_takes_no_writes_is_not_ready_until_it_does_again_though_nobody_asks_anything_else() => IsNotReadyUntil(
        "CREATE TRIGGER refuse BEFORE UPDATE ON clock BEGIN SELECT RAISE(ABORT, 'disk is full'); END",
        "DROP TRIGGER refuse");

    [PostgresFact]
    public Task Nor_is_a_node_whose_PostgreSQL_has_become_read_only_as_one_that_stands_by_is() => IsNotReadyUntil(
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'read only' USING ERRCODE = 'read_only_sql_transaction'; END $$;
        CREATE TRIGGER refuse BEFORE UPDATE ON clock EXECUTE FUNCTION refuse()
        """,
        "DROP TRIGGER refuse ON clock");

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

    private static async Task IsNotReadyUntil(string refusing, string taking)
    {
        using var hub = new OneNode();
        using var agency = hub.Client("online");
        var created = await agency.Post("Patient", """{"resourceType":"Patient","birthDate":"2009-04"}""");
        var seen = await agency.Get($"Patient/{created.Id}");
        hub.Database.Execute(refusing);

        var refused = await agency.Get($"Patient/{created.Id}");
        var ready = new List<int> { await Health(hub, "ready"), await Health(hub, "ready") };
        var live = await Health(hub, "live");
        hub.Database.Execute(taking);
        ready.Add(await Health(hub, "ready"));

        Assert.Equal(200, seen.Status);
        Assert.Equal((503, "unavailable"), (refused.Status, refused.Problems.Single()));
        Assert.Equal([503, 503, 200], ready);
        Assert.Equal(200, live);
        Assert.Equal(200, (await agency.Get($"Patient/{created.Id}")).Status);
    }

    private static async Task<int> Health(HubHost hub, string what) => (await hub.Anyone().Get($"/health/{what}")).Status;

    /// <summary>Each node finds out for itself.</summary>
    private sealed class OneNode : HubHost
    {
        protected override bool TwoNodes => false;
    }
}
