using System.Text;
using Hub.Api.Store;

namespace Hub.Api.Tests.Store.Dialects;

/// <summary>
/// Everything the store can say, in T-SQL: each statement must be one that SQL Server's grammar reads, do on SQLite what it is for, and
/// stand in Approved/SqlServer.sql as somebody has read it.
/// </summary>
public sealed class StatementsTests
{
    private readonly StringBuilder script = new();
    private readonly HashSet<string> said = new(StringComparer.Ordinal);

    [Fact]
    public async Task Every_statement_of_the_store_is_the_approved_T_SQL()
    {
        Heading("Start: what the database is indexed by");
        await using var hub = TestStore.OpenInTransactSql(Note);
        await WriteEverything(hub);
        await ReadEverything(hub);
        foreach (var (type, query) in Searches.All)
        {
            await Search(hub, type, query);
        }

        Approved.Same("SqlServer.sql", script.ToString());
    }

    [Fact]
    public void The_grammar_refuses_what_is_not_T_SQL()
    {
        Assert.NotEmpty(TransactSql.Errors("SELECT 1 FROM resource ORDER BY id LIMIT 1"));
        Assert.NotEmpty(TransactSql.Errors("SELECT 1 FROM resource r CROSS JOIN name n ON n.id = r.id"));
        Assert.Empty(TransactSql.Errors("SELECT TOP (1) id FROM resource"));
    }

    private async Task WriteEverything(TestStore hub)
    {
        Heading("Write: create, update, delete, with index rows of every kind");
        foreach (var resource in Searches.Records)
        {
            await hub.Put(resource, patient: "ash", referral: "r1");
        }

        await hub.Put(Searches.Records[0], patient: "ash", referral: "r1");
        Heading("Write: a record moves into another file, and its thread with it");
        await hub.Put(Searches.Records[^1], patient: "bo", referral: "r1");
        Heading("Write: what belongs to a write");
        await hub.Store.Write(Ledgers, default);
        Heading("Write: the audit is indexed a piece at a time, and loses words");
        await hub.Store.Write(open => Enumerable.Range(0, AuditIndex.Piece).Count(_ => open.Audit(Look) > 0), default);
        await hub.Store.Write(open => EraseWords(open, "ash"), default);
        Heading("Write: long work and erasures");
        await hub.Store.Write(Jobs, default);
        Heading("Write: what the work asks on its way");
        await hub.Store.Write(Questions, default);
        await hub.Store.Write(open => open.Delete(new("Basic", "b"), TestStore.Stamp("b")), default);
        Heading("Write: work that throws is rolled back alone");
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Store.Write<int>(
            open =>
            {
                open.Remember("request-2", "online", 201, "{}");
                throw new InvalidOperationException();
            },
            default));
    }

    private static AuditEntry Look => new(
        "online", "online", "Practitioner/1", "R", "read", "permit", "Patient", "ash", 1, "ash", "online", "author", "TREAT", "why", "request-1", "c", "q")
    { Body = new byte[] { 1 } };

    private static int EraseWords(WriteTransaction open, string person)
    {
        open.EraseAuditWords(person, "online");
        return 0;
    }

    private static int Ledgers(WriteTransaction open)
    {
        var (from, until) = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        open.ReplaceGrants("Consent/1", [new Grant("camhs", "ash", "plan", null, "consent", from, until, "Consent/1")]);
        open.ReplaceGrants("ServiceRequest/1", [new Grant("camhs", null, null, "r1", "addressee", from, until, "ServiceRequest/1")]);
        open.Audit(new AuditEntry(
            "online", null, null, "C", "create", "permit", "Patient", "ash", null, "ash", "online", "author", null, null, "request-1", null, null));
        open.Audit(Look);
        open.Emit(new OutboxEvent("created", new("Patient", "ash"), 1, "ash", null, "online", null, "request-1", null));
        open.Remember("request-1", "online", 201, "{}");
        open.PutPartner(new Partner("online", "online", "Online", "{}", "system/*.cruds", true));
        open.PutSigningKey(new SigningKey("k1", "pem", from, null, "https://hub"));
        open.PutSigningKey(new SigningKey("k1", "pem", from, until, "https://hub"));
        open.UseJti("online", "jti-1", until);
        return 0;
    }

    private static int Jobs(WriteTransaction open)
    {
        open.Put(new Job("job-1", "camhs", "{}", "{}", "open", open.Now));
        open.ClaimJob("node-1", TimeSpan.FromMinutes(1));
        open.AppendToJob("job-1", "Patient", ["ash"]);
        open.AppendToJob("job-1", "Patient", [.. Enumerable.Range(0, WriteTransaction.JobFileLength).Select(i => $"patient-{i}")]);
        open.DeleteJob("job-2");
        open.Put(new Erasure("erasure-1", "camhs", new("Patient", "bo"), "Practitioner/1", "why", open.Now, open.Now));
        open.Erasures(new("Patient", "bo"));
        open.Erase(open.Written("bo", "online")[0]);
        return 0;
    }

    private static int Questions(WriteTransaction open)
    {
        var scope = new AccessScope("camhs", open.Now);
        open.Seen("request-1", "online");
        open.SigningKeys();
        open.IsAgency("online");
        open.Grants("camhs", "ash", "plan");
        open.Grants("camhs", open.Find(new("Patient", "ash"))!);
        open.GrantsFrom("Consent/1");
        open.GrantsAbout("ash");
        open.About("ash", "Task");
        open.HasWrittenAbout("ash", "camhs");
        open.Naming(new("Patient", "ash"), "Task", "patient");
        open.IsAllowed(open.Find(new("Patient", "ash"))!, scope);
        open.IsHidden("ash", scope);
        open.Search(TestStore.Query("Patient", "identifier=1"), scope);
        open.Unlink("ash", "camhs");
        return 0;
    }

    private async Task ReadEverything(TestStore hub)
    {
        var scope = new AccessScope("camhs", hub.Time.Now);
        var store = hub.Store;
        var at = new ChangeTime(hub.Time.Now, hub.Time.Now.AddDays(1));
        Heading("Read, vread, history");
        await store.Read(new("Patient", "ash"), scope, default);
        await store.Read(new("Patient", "ash"), TestStore.Hub, default);
        await store.Vread(new("Patient", "ash"), 1, scope, default);
        await store.History(new("Patient", "ash"), new ChangeQuery(null, hub.Time.Now, 100, 1) { At = at }, scope, default);
        Heading("Changes of a type or of all, from an instant, from a cursor");
        await store.Changes(new ChangeQuery(null, null, null, 10), scope, default);
        await store.Changes(new ChangeQuery("Patient", hub.Time.Now, 100, 10) { At = at }, scope, default);
        Heading("Outbox, partners, keys, grants");
        await store.Events(0, 10, default);
        await store.LastEvent(default);
        await store.FindPartner("online", default);
        await store.Partners(default);
        await store.SigningKeys(default);
        await store.Grants("camhs", "ash", "plan", "r1", hub.Time.Now, default);
        await store.GrantsAbout("ash", default);
        Heading("Long work");
        await store.Job("job-1", default);
        await store.Jobs(default);
        await store.JobFiles("job-1", default);
        Heading("Audit");
        foreach (var query in AuditQueries(hub.Time.Now))
        {
            await store.Audit(query, default);
            await store.CountAudit(query, default);
        }

        Assert.Null(await store.FirstBrokenAudit(default));
    }

    private static IEnumerable<AuditQuery> AuditQueries(DateTimeOffset now) =>
    [
        new(),
        new()
        {
            Reader = new AuditReader("camhs", now),
            Before = 100,
            Recorded = [[new AuditRange(now, now.AddDays(1)), new AuditRange(now.AddDays(2), now.AddDays(3))]],
            Filters = [.. Enum.GetValues<AuditColumn>().Select(column => new AuditFilter(
                column, column switch { AuditColumn.Number => [1L, 2L], AuditColumn.Entity or AuditColumn.Agent => ["Patient/ash", "/x"], _ => ["a"] })
            { Said = column is AuditColumn.Subtype ? [" subtype=a "] : null })],
        },
        new() { Filters = [new AuditFilter(AuditColumn.Patient, ["ash"])] },
        new() { Filters = [new AuditFilter(AuditColumn.Agent, [])] },
    ];

    private async Task Search(TestStore hub, string type, string query)
    {
        Heading($"{type}?{query}");
        var scope = new AccessScope("online", hub.Time.Now);
        var page = await hub.Search(type, query, scope);
        if (page.NextCursor is { } cursor)
        {
            await hub.Search(type, $"{query}&_cursor={cursor}", scope);
        }
    }

    private void Heading(string text)
    {
        lock (script)
        {
            script.Append("\n-- ").Append(text).Append('\n');
        }
    }

    private void Note(string statement)
    {
        lock (script)
        {
            if (said.Add(statement))
            {
                script.Append(statement).Append('\n');
            }
        }
    }
}
