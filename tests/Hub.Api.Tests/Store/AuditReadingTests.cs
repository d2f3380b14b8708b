using Hub.Api.Store;

namespace Hub.Api.Tests.Store;

/// <summary>Questions to an audit of many groups, of which some are indexed and some are not yet, against a list of all entries.</summary>
public sealed class AuditReadingTests
{
    private const int Entries = 2 * AuditIndex.Piece + 1000;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Every_question_finds_what_a_walk_through_all_entries_finds(int seed)
    {
        await using var hub = TestStore.Open();
        var random = new Random(seed);
        var all = await Fill(hub, random);
        Assert.True((long)hub.Execute("SELECT count(*) FROM audit_index")! > 0);

        for (var round = 0; round < 150; round++)
        {
            var filters = new List<AuditFilter>();
            if (random.Next(3) > 0)
            {
                filters.Add(new(AuditColumn.Patient, [.. Some(random, Person)]));
            }

            if (random.Next(3) == 0)
            {
                var entities = Some(random, one => One(one, $"Goal/{Resource(one)}", $"Patient/{Person(one)}", $"/{Resource(one)}"));
                filters.Add(new(AuditColumn.Entity, [.. entities]) { Said = random.Next(2) == 0 ? null : [.. entities.Select(one => $" entity={one} ")] });
            }

            if (random.Next(4) == 0)
            {
                filters.Add(new(AuditColumn.Number, [.. Some(random, one => (object)one.NextInt64(1, Entries + 10))]));
            }

            if (random.Next(3) == 0)
            {
                filters.Add(new(AuditColumn.Agent, [.. Some(random, one => One(one, "Organization/online", "/camhs", "Practitioner/1"))]));
            }

            if (random.Next(4) == 0)
            {
                filters.Add(new(AuditColumn.Action, ["R"]));
            }

            if (random.Next(12) == 0)
            {
                filters.Add(new((AuditColumn)One(random, AuditColumn.Patient, AuditColumn.Entity), []));
            }

            var before = random.Next(3) == 0 ? random.NextInt64(1, Entries + 10) : (long?)null;
            var query = new AuditQuery { Filters = filters, Before = before, Count = random.Next(1, 60) };
            var expected = all.Where(one => (before is null || one.Number < before) && filters.All(filter => Fits(filter, one.Number, one.Entry))).Select(one => one.Number).Reverse().ToList();

            Assert.Equal(expected.Take(query.Count), (await hub.Store.Audit(query, default)).Select(one => one.Record.Number));
            Assert.Equal(expected.Count, await hub.Store.CountAudit(query, default));
        }

        Assert.Null(await hub.Store.FirstBrokenAudit(default));
    }

    [Fact]
    public async Task A_question_about_a_resource_reads_no_indexed_block_that_does_not_speak_of_it()
    {
        await using var hub = TestStore.Open();
        var random = new Random(13);
        var look = Look(random) with { Type = "CarePlan", Id = "only" };
        var posted = Posted(random) with { Query = " entity=CarePlan/only " };
        await hub.Store.Write(open => open.Audit(look), default);
        await hub.Store.Write(open => open.Audit(posted), default);
        await Fill(hub, random);

        // No other indexed block can be read any more.
        hub.Execute("UPDATE audit SET facts = words WHERE number > 2 AND number <= (SELECT audit_indexed FROM clock)");
        var found = await hub.Store.Audit(
            new AuditQuery { Filters = [new AuditFilter(AuditColumn.Entity, ["CarePlan/only"]) { Said = [" entity=CarePlan/only "] }], Count = 10 }, default);

        Assert.Equal([2, 1], found.Select(one => one.Record.Number));
    }

    private static async Task<List<(long Number, AuditEntry Entry)>> Fill(TestStore hub, Random random)
    {
        var all = new List<(long Number, AuditEntry Entry)>();
        while (all.Count < Entries)
        {
            var some = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Enumerable.Range(0, random.Next(1, 200)).Select(_ => Entry(random)).ToList()).ToList();
            var numbers = await Task.WhenAll(some.Select(entries => hub.Store.Write(open => entries.ConvertAll(open.Audit), default)));
            all.AddRange(some.SelectMany((entries, i) => numbers[i].Zip(entries)));
        }

        return [.. all.OrderBy(one => one.Number)];
    }

    private static bool Fits(AuditFilter filter, long number, AuditEntry entry) => filter.Said is { } said && entry.Interaction == "posted"
        ? said.Any(word => entry.Query!.Contains(word, StringComparison.Ordinal))
        : Own(filter, number, entry);

    private static bool Own(AuditFilter filter, long number, AuditEntry entry) => filter.Column switch
    {
        AuditColumn.Number => filter.Values.Contains(number),
        AuditColumn.Patient => filter.Values.Contains(entry.Patient),
        AuditColumn.Action => filter.Values.Contains(entry.Action),
        AuditColumn.Agent => filter.Values.Any(value => (string)value == entry.Person || ((string)value).Split('/') is ["" or "Organization", var agency] && agency == entry.Agency),
        _ => filter.Values.Any(value => ((string)value).Split('/') is [var type, var id]
            && ((id == entry.Id && (type == "" || type == entry.Type)) || (type == "Patient" && id == entry.Patient))),
    };

    private static List<T> Some<T>(Random random, Func<Random, T> one) => Enumerable.Range(0, random.Next(1, 3)).Select(_ => one(random)).Distinct().ToList();

    private static object One(Random random, params object[] of) => of[random.Next(of.Length)];

    private static string Person(Random random) => $"person-{random.Next(40)}";

    private static string Resource(Random random) => $"{random.Next(100)}";

    private static AuditEntry Entry(Random random) => random.Next(10) == 0 ? Posted(random) : Look(random);

    private static AuditEntry Posted(Random random) => Look(random) with
    {
        Interaction = "posted",
        Type = null,
        Id = null,
        Query = $" entity=Goal/{Resource(random)} entity=Patient/{Person(random)} agent=x ",
    };

    private static AuditEntry Look(Random random) => new(
        (string)One(random, "online", "camhs", "school"), "client", (string?)One(random, null!, "Practitioner/1"), (string)One(random, "R", "C"), "read", "permit",
        "Goal", random.Next(5) == 0 ? null : Resource(random), 1, random.Next(5) == 0 ? null : Person(random), "online", "author", null, null, $"request-{random.Next(1000)}", null,
        random.Next(3) == 0 ? $"q-{random.Next(10)}" : null);
}
