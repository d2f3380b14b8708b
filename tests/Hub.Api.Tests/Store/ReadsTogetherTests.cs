using Hub.Api.Store;
using Hub.Api.Store.Dialects;
using Npgsql;

namespace Hub.Api.Tests.Store;

/// <summary>Reads by id that come while others read go to PostgreSQL together, and each is answered as if it had gone alone (decision 523).</summary>
public sealed class ReadsTogetherTests
{
    private static readonly string[] Agencies = ["online", "camhs", "police"];

    [PostgresFact]
    public async Task Each_caller_is_answered_with_what_it_may_see_and_only_that()
    {
        await using var hub = await Filled();

        var answers = await Task.WhenAll(Enumerable.Range(0, 1500).Select(i => Task.Run(() => Read(hub, i))));

        Assert.All(answers, answer => Assert.Equal(Expected(answer.Number), answer.Row is null ? null : $"{answer.Row.Id} {answer.Row.Basis}"));
    }

    [PostgresFact]
    public async Task What_was_changed_or_moved_meanwhile_is_read_as_it_is_after_that()
    {
        await using var hub = await Filled();
        using var over = new CancellationTokenSource();
        var others = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            for (var number = i; !over.IsCancellationRequested; number += 3)
            {
                await Read(hub, number);
            }
        })).ToList();

        for (var version = 2; version < 30; version++)
        {
            await hub.Put(Basic("b0"), author: "online", patient: version % 2 == 0 ? "ash" : "bo");
            Assert.Equal(version, (await hub.Store.Read(new("Basic", "b0"), Scope(hub, "online"), default))!.Version);
        }

        await over.CancelAsync();
        await Task.WhenAll(others);
    }

    [PostgresFact]
    public async Task What_cannot_be_asked_fails_for_whom_it_belongs_to()
    {
        await using var hub = await Filled();

        var answers = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => Task.Run(async () =>
        {
            if (i % 10 > 0)
            {
                return (await Read(hub, i)).Row?.Id == Expected(i)?.Split(' ')[0];
            }

            await Assert.ThrowsAsync<PostgresException>(() => hub.Store.Read(new("Basic", "b0"), Scope(hub, "no \0 name"), default));
            return true;
        })));

        Assert.DoesNotContain(false, answers);
    }

    [PostgresFact]
    public async Task On_a_database_that_is_spread_over_machines_each_goes_alone()
    {
        await using var hub = await Filled();
        using (var session = Dialect.Of(hub.ConnectionString).Open(writing: false))
        {
            Assert.False(session.IsSpread);
        }

        hub.Execute("CREATE TABLE pg_dist_partition (logicalrelid regclass)");
        await hub.Reopen();

        using (var session = Dialect.Of(hub.ConnectionString).Open(writing: false))
        {
            Assert.True(session.IsSpread);
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => Task.Run(() => Read(hub, i))));
        Assert.All(answers, answer => Assert.Equal(Expected(answer.Number)?.Split(' ')[0], answer.Row?.Id));
    }

    [Fact]
    public void The_values_of_several_are_arrays_that_the_planner_does_not_count()
    {
        var text = new PostgresDialect("Host=nowhere;Database=hub").Together("SELECT v.body FROM v WHERE v.a = @p0 AND v.b = @p1 AND v.c < @p0", 2);

        Assert.Equal(
            "SELECT s.*, k.number FROM unnest((SELECT @p0), (SELECT @p1)) WITH ORDINALITY AS k(p0, p1, number) "
            + "CROSS JOIN LATERAL (SELECT v.body FROM v WHERE v.a = k.p0 AND v.b = k.p1 AND v.c < k.p0 OFFSET 0) s",
            text);
    }

    /// <summary>Sixty resources, of which each agency wrote a third; the hub has been asked for each, so that it knows where they are.</summary>
    private static async Task<TestStore> Filled()
    {
        var hub = TestStore.Open();
        for (var i = 0; i < 60; i++)
        {
            await hub.Put(Basic($"b{i}"), author: Agencies[i % 3]);
            Assert.NotNull(await hub.Store.Read(new("Basic", $"b{i}"), Scope(hub, Agencies[i % 3]), default));
        }

        return hub;
    }

    private static async Task<(int Number, StoredResource? Row)> Read(TestStore hub, int number) =>
        (number, await hub.Store.Read(new("Basic", $"b{number % 60}"), Scope(hub, Agencies[number / 60 % 3]), default));

    private static string? Expected(int number) => number % 60 % 3 == number / 60 % 3 ? $"b{number % 60} author" : null;

    private static AccessScope Scope(TestStore hub, string agency) => new(agency, hub.Time.Now);

    private static string Basic(string id) => $$$"""{"resourceType":"Basic","id":"{{{id}}}","code":{"text":"x"}}""";
}
