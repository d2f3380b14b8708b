using Hub.Api.Store;

namespace Hub.Api.Tests.Store;

/// <summary>A database that an older version of the hub wrote is found by all that this one finds by.</summary>
public sealed class ReindexingTests
{
    private const string Due = "due=le2026-04-01";
    private const string Asked = "requester=Organization/online&business-status=https://referralhub.example/fhir/CodeSystem/business-status|awaiting-information";

    [Theory]
    [InlineData(Due)]
    [InlineData(Asked)]
    public async Task What_an_older_version_has_written_is_found_after_the_start(string search)
    {
        await using var hub = TestStore.Open();
        await Write(hub, 450);
        Forget(hub);
        Assert.Empty(await hub.Ids("Task", search));

        await hub.Reopen();

        Assert.Equal(450, (await hub.Ids("Task", $"{search}&_count=1000")).Count);
        Assert.Equal(await hub.Ids("Task", $"{search}&_sort=_lastUpdated&_count=1000"), (await hub.Ids("Task", $"{search}&_count=1000")).Reverse());
    }

    [Fact]
    public async Task A_database_that_has_been_indexed_anew_is_not_indexed_again()
    {
        await using var hub = TestStore.Open();
        await Write(hub, 1);
        hub.Execute("DELETE FROM index_date");

        await hub.Reopen();

        Assert.Empty(await hub.Ids("Task", Due));
    }

    [Fact]
    public async Task A_start_that_was_killed_while_indexing_is_made_good_by_the_next()
    {
        await using var hub = TestStore.Open();
        await Write(hub, 2);
        Forget(hub);
        var (after, count) = await hub.Store.Write(transaction => transaction.IndexAnew("Task", 0), default);

        await hub.Reopen();

        Assert.Equal(2, count);
        Assert.True(after > 0);
        Assert.Equal(2, (await hub.Ids("Task", Due)).Count);
        Assert.Equal(2, (await hub.Ids("Task", Asked)).Count);
    }

    [Fact]
    public async Task The_whole_is_indexed_anew_on_demand_while_a_hub_works()
    {
        await using var hub = TestStore.Open();
        await Write(hub, 3);
        hub.Execute("DELETE FROM index_date");
        await using var beside = hub.Beside();

        await beside.Store.IndexAnew(whole: true, default);

        Assert.Equal(3, (await hub.Ids("Task", Due)).Count);
    }

    [Fact]
    public async Task What_is_deleted_stays_unfound()
    {
        await using var hub = TestStore.Open();
        await Write(hub, 1);
        await hub.Store.Write(transaction => transaction.Delete(new ResourceKey("Task", "t0"), TestStore.Stamp("t0")), default);
        Forget(hub);

        await hub.Reopen();

        Assert.Empty(await hub.Ids("Task", Due));
    }

    private static async Task Write(TestStore hub, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await hub.Put($$$$"""
                {"resourceType":"Task","id":"t{{{{i}}}}","status":"received","intent":"order","requester":{"reference":"Organization/online"},
                 "businessStatus":{"coding":[{"system":"https://referralhub.example/fhir/CodeSystem/business-status","code":"awaiting-information"}]},
                 "restriction":{"period":{"end":"2026-03-30"}}}
                """);
        }
    }

    /// <summary>As a version of the hub that knew neither the pair nor the parameter would have left it.</summary>
    private static void Forget(TestStore hub) => hub.Execute(
        "DELETE FROM index_date; DELETE FROM index_pair; DELETE FROM parameter WHERE code LIKE '%:indexed'");
}
