using System.Text;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Tests.Store;

public sealed class WriteTests
{
    private const string Plan = """{"resourceType":"Basic","id":"plan","code":{"text":"first"}}""";

    [Fact]
    public async Task A_written_resource_is_read_back_with_its_stamp()
    {
        await using var hub = TestStore.Open();

        var written = await hub.Put(Plan, author: "camhs", category: "safety-plan", patient: "ash", referral: "r1");
        var read = await hub.Store.Read(new("Basic", "plan"), TestStore.Hub, default);

        Assert.Equal(
            """{"resourceType":"Basic","id":"plan","meta":{"versionId":"1","lastUpdated":"2026-03-01T09:00:00.000Z"},"code":{"text":"first"}}""",
            Encoding.UTF8.GetString(read!.Body.Span));
        Assert.Equal(written with { Body = default }, read with { Body = default });
        Assert.Equal(("camhs", "safety-plan", "ash", "r1", 1, "PUT"), (read.Author, read.Category, read.Patient, read.Referral, read.Version, read.Method));
    }

    [Fact]
    public async Task Every_version_is_kept_and_read_by_its_number()
    {
        await using var hub = TestStore.Open();
        for (var version = 1; version <= 5; version++)
        {
            await hub.Put(Plan.Replace("first", $"text {version}", StringComparison.Ordinal));
        }

        var history = await hub.Versions("plan");
        var third = await hub.Store.Vread(new("Basic", "plan"), 3, TestStore.Hub, default);

        Assert.Equal([5, 4, 3, 2, 1], history.Select(version => version.Version));
        Assert.Contains("\"text 3\"", Encoding.UTF8.GetString(third!.Body.Span), StringComparison.Ordinal);
        Assert.Contains("\"versionId\":\"3\"", Encoding.UTF8.GetString(third.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delete_adds_an_empty_version_and_the_next_put_goes_on_from_it()
    {
        await using var hub = TestStore.Open();
        await hub.Put(Plan);

        var gone = await hub.Store.Write(transaction => transaction.Delete(new("Basic", "plan"), TestStore.Stamp("plan")), default);
        var again = await hub.Put(Plan);

        Assert.Equal((2, true, "DELETE", 0), (gone.Version, gone.Deleted, gone.Method, gone.Body.Length));
        Assert.Equal((3, false), (again.Version, again.Deleted));
    }

    [Fact]
    public async Task Deleting_twice_adds_one_version()
    {
        await using var hub = TestStore.Open();
        await hub.Put(Plan);
        await hub.Store.Write(transaction => transaction.Delete(new("Basic", "plan"), TestStore.Stamp("plan")), default);

        var second = await hub.Store.Write(transaction => transaction.Delete(new("Basic", "plan"), TestStore.Stamp("plan")), default);

        Assert.Equal(2, second.Version);
    }

    [Fact]
    public async Task Work_that_throws_leaves_nothing_and_its_neighbours_stay()
    {
        await using var hub = TestStore.Open();
        var works = Enumerable.Range(0, 200).Select(i => hub.Store.Write(
            transaction =>
            {
                var id = $"n{i}";
                transaction.Put(TestStore.Valid(Plan.Replace("plan", id, StringComparison.Ordinal)), TestStore.Stamp(id));
                transaction.Audit(Entry(id));
                transaction.Emit(new OutboxEvent("written", new("Basic", id), 1, null, null, "online", null, "request-1", null));
                transaction.ReplaceGrants($"Basic/{id}", [new Grant("camhs", "ash", "referral", null, "consent", default, DateTimeOffset.MaxValue, "")]);
                return i % 3 == 0 ? throw new ProblemException(Problems.TransitionRefused) : i;
            },
            default)).ToList();

        await Task.WhenAll(works.Select(work => work.ContinueWith(_ => { }, TaskScheduler.Default)));

        for (var i = 0; i < works.Count; i++)
        {
            var kept = await hub.Store.Read(new("Basic", $"n{i}"), TestStore.Hub, default);
            Assert.Equal(i % 3 != 0, kept is not null);
            Assert.Equal(i % 3 != 0, works[i].IsCompletedSuccessfully);
        }

        var events = await hub.Store.Events(0, 1000, default);
        Assert.Equal(Enumerable.Range(1, 133).Select(number => (long)number), events.Select(happened => happened.Number));
        Assert.Equal(133, (await hub.Store.Audit(new AuditQuery { Count = 1000 }, default)).Count);
        Assert.Null(await hub.Store.FirstBrokenAudit(default));
        Assert.Equal(133, (await hub.Store.GrantsAbout("ash", default)).Count);
    }

    [Fact]
    public async Task A_problem_thrown_by_the_work_reaches_its_caller()
    {
        await using var hub = TestStore.Open();

        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => hub.Store.Write<int>(_ => throw new ProblemException(Problems.ConsentRequired), default));

        Assert.Equal(Problems.ConsentRequired, problem.Issues[0].Problem);
    }

    [Fact]
    public async Task Work_sees_what_it_has_written_itself()
    {
        await using var hub = TestStore.Open();

        var found = await hub.Store.Write(
            transaction =>
            {
                transaction.Put(TestStore.Valid(Plan), TestStore.Stamp("plan"));
                return transaction.Find(new("Basic", "plan"));
            },
            default);

        Assert.Equal(1, found!.Version);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Work_sees_what_the_work_before_it_in_the_same_group_has_written(bool announced)
    {
        await using var hub = TestStore.Open();
        await SeesWhatWasBefore(hub, announced);
    }

    [PostgresFact]
    public async Task Where_the_database_is_spread_over_machines_nothing_is_asked_ahead()
    {
        await using var hub = TestStore.Open();
        hub.Execute("CREATE TABLE pg_dist_partition (logicalrelid regclass)");
        await hub.Reopen();
        await SeesWhatWasBefore(hub, announced: true);
    }

    /// <summary>Whether a person is hidden, asked by several works of one group, between which there comes what changes it.</summary>
    private static async Task SeesWhatWasBefore(TestStore hub, bool announced)
    {
        using var gathered = new ManualResetEventSlim();
        var camhs = new AccessScope("camhs", new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
        var held = Enumerable.Range(0, 20).Select(i => $"held{i}").ToList();
        await Task.WhenAll(held.Select(person => hub.Put($$"""{"resourceType":"Patient","id":"{{person}}","active":true}""", category: "demographics", patient: person)));
        var first = hub.Store.Write(_ => gathered.Wait(TimeSpan.FromSeconds(10)), default);
        var seen = new List<Task<bool>>();
        for (var i = 0; i < 20; i++)
        {
            var (person, consent, other) = ($"p{i}", $"c{i}", held[^(i + 1)]);
            var patient = TestStore.Valid($$"""{"resourceType":"Patient","id":"{{person}}","active":true}""");
            var decision = TestStore.Valid($$"""{"resourceType":"Basic","code":{"text":"x"},"id":"{{consent}}"}""");
            seen.Add(IsHidden(person));
            seen.Add(hub.Store.Write(transaction => transaction.Put(patient, TestStore.Stamp(person, category: "demographics", patient: person)).Version == 1, default));
            seen.Add(IsHidden(person));
            seen.Add(IsHidden(held[i]));
            seen.Add(hub.Store.Write(
                transaction =>
                {
                    transaction.Add(decision, TestStore.Stamp(consent, patient: consent));
                    transaction.ReplaceGrants($"Basic/{consent}", [Demographics(person), Demographics(other)]);
                    return true;
                },
                default));
            seen.Add(IsHidden(person));
            seen.Add(IsHidden(other));
            seen.Add(hub.Store.Write(
                transaction =>
                {
                    transaction.ReplaceGrants($"Basic/{consent}", []);
                    return true;
                },
                default));
            seen.Add(IsHidden(person));
            seen.Add(IsHidden(other));
        }

        gathered.Set();
        await first;

        Assert.Equal(Enumerable.Repeat<bool[]>([false, true, true, true, true, false, false, true, true, true], 20).SelectMany(all => all), await Task.WhenAll(seen));

        Task<bool> IsHidden(string person) => hub.Store.Write(transaction => transaction.IsHidden(person, camhs), announced ? [new Beside(person, "camhs")] : [], default);
        static Grant Demographics(string person) => new("camhs", person, "demographics", null, "consent", default, DateTimeOffset.MaxValue, "");
    }

    [Fact]
    public async Task A_number_that_is_given_out_twice_is_no_conflict_of_versions()
    {
        await using var hub = TestStore.Open();
        await hub.Store.Audit([Entry("one")]);
        hub.Execute("UPDATE clock SET audit = audit - 1");

        var look = await Assert.ThrowsAsync<ProblemException>(() => hub.Store.Audit([Entry("two")]));

        Assert.Equal(Problems.Unavailable, look.Issues[0].Problem);
    }

    [Fact]
    public async Task LastUpdated_never_goes_back()
    {
        await using var hub = TestStore.Open();
        await hub.Put(Plan);
        hub.Time.Now = hub.Time.Now.AddHours(-1);
        await hub.Reopen();

        var second = await hub.Put(Plan);

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero), second.LastUpdated);
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        await using var hub = TestStore.Open();
        await hub.Put(Plan);
        await hub.Reopen();

        Assert.NotNull(await hub.Store.Read(new("Basic", "plan"), TestStore.Hub, default));
        Assert.Equal(2, (await hub.Put(Plan)).Version);
    }

    private static AuditEntry Entry(string id) => new(
        "online", "client", null, "C", "create", "permit", "Basic", id, 1, null, "online", "author", null, null, "request-1", null, null);
}
