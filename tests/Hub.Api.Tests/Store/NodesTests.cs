using Hub.Api.Store;

namespace Hub.Api.Tests.Store;

/// <summary>Two nodes over one database: each has a writer of its own, and they take turns.</summary>
public sealed class NodesTests
{
    private const int Races = 100;

    [Fact]
    public async Task Conditional_creates_that_race_make_one_resource_each_and_numbers_have_no_gap()
    {
        await using var first = TestStore.Open();
        await using var second = first.Beside();

        var made = await Task.WhenAll(Enumerable.Range(0, Races).SelectMany(race => new[] { first.Store, second.Store, first.Store }
            .Select(node => Task.Run(() => CreateOnce(node, $"alias-{race}")))));

        Assert.Equal(Races, made.Count(created => created));
        Assert.Equal(Races, (await first.Search("Patient", "_summary=count")).Total);
        var events = await second.Store.Events(0, 2 * Races, default);
        Assert.Equal(Enumerable.Range(1, Races), events.Select(happened => (int)happened.Number));
        Assert.Equal((long)Races, first.Execute("SELECT MAX(sequence) FROM resource_version"));
        Assert.Null(await second.Store.FirstBrokenAudit(default));
    }

    [Fact]
    public async Task What_one_node_has_answered_the_other_reads()
    {
        await using var first = TestStore.Open();
        await using var second = first.Beside();
        for (var i = 0; i < 20; i++)
        {
            await CreateOnce(i % 2 == 0 ? first.Store : second.Store, $"alias-{i}");

            Assert.Single(await (i % 2 == 0 ? second : first).Ids("Patient", $"identifier=alias-{i}"));
        }
    }

    [Fact]
    public async Task Every_look_that_either_node_has_answered_is_in_the_audit_once_and_the_chain_is_whole()
    {
        await using var first = TestStore.Open();
        await using var second = first.Beside();
        var random = new Random(7);
        var looked = new List<string>();
        for (var round = 0; round < 40; round++)
        {
            // One node for a while, the other for a while, or both at once; and now and then something is written.
            var busy = random.Next(3) switch { 0 => [first.Store], 1 => [second.Store], _ => new[] { first.Store, second.Store } };
            var looks = Enumerable.Range(0, random.Next(1, 12)).Select(look => (Node: busy[look % busy.Length], Id: $"{round}-{look}")).ToList();
            await Task.WhenAll([
                .. looks.Select(look => Task.Run(() => look.Node.Audit([Look(look.Id)]))),
                .. random.Next(4) == 0 ? [CreateOnce(busy[0], $"alias-{round}")] : Array.Empty<Task>(),
            ]);
            looked.AddRange(looks.Select(look => look.Id));
        }

        var audited = await second.Store.Audit(new AuditQuery { Count = 10_000 }, default);

        Assert.Equal(looked.Order(), audited.Where(sight => sight.Record.Entry.Action == "R").Select(sight => sight.Record.Entry.Id!).Order());
        Assert.Equal(Enumerable.Range(1, audited.Count).Reverse(), audited.Select(sight => (int)sight.Record.Number));
        Assert.Null(await first.Store.FirstBrokenAudit(default));
    }

    /// <summary>As a database may answer that is spread over machines: it keeps the clock on one, and the audit on others.</summary>
    [PostgresFact]
    public async Task Looks_are_written_down_on_a_database_that_does_not_take_them_in_one_statement()
    {
        await using var hub = TestStore.Open();
        hub.Execute("""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF current_query() LIKE 'WITH%' THEN RAISE EXCEPTION 'not in one statement' USING ERRCODE = 'feature_not_supported'; END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER refuse BEFORE UPDATE ON clock FOR EACH ROW EXECUTE FUNCTION refuse();
            """);
        for (var look = 0; look < 6; look++)
        {
            await hub.Store.Audit([Look($"{look}")]);
        }

        Assert.Equal(6, await hub.Store.CountAudit(new AuditQuery(), default));
        Assert.Null(await hub.Store.FirstBrokenAudit(default));
    }

    private static AuditEntry Look(string id) => new("online", null, null, "R", "read", "permit", "Patient", id, 1, id, "online", "author", null, null, id, null, null);

    private static Task<bool> CreateOnce(ResourceStore node, string alias)
    {
        var query = TestStore.Query("Patient", $"identifier={alias}");
        var id = Guid.NewGuid().ToString();
        return node.Write(
            transaction =>
            {
                if (transaction.Search(query, TestStore.Hub).Count > 0)
                {
                    return false;
                }

                var resource = TestStore.Valid($"{{\"resourceType\":\"Patient\",\"id\":\"{id}\",\"identifier\":[{{\"value\":\"{alias}\"}}]}}");
                transaction.Put(resource, TestStore.Stamp(id));
                transaction.Emit(new OutboxEvent("created", new("Patient", id), 1, id, null, "online", null, id, null));
                transaction.Audit(new AuditEntry("online", null, null, "C", "create", "permit", "Patient", id, 1, id, "online", "author", null, null, id, null, null));
                return true;
            },
            default);
    }
}
