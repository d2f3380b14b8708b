using Hub.Api.Store.Rows;
using Hub.Api.Store.Search;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Hub.Fhir.Validation;

namespace Hub.Api.Store;

/// <summary>
/// What one piece of work may do inside the one writer. Everything it does is kept together or not at all; it sees what it has
/// written itself, and nobody else does before the commit.
/// </summary>
public sealed partial class WriteTransaction
{
    private const string Deletion = "DELETE";
    private readonly Session session;
    private readonly Interning interning;
    private readonly IndexWriter index;
    private readonly SearchIndexes extracted;
    private readonly Searching searching;
    private Clock clock;

    internal WriteTransaction(Session session, IndexWriter index, Interning interning, SearchIndexes extracted, Searching searching, Clock clock)
    {
        this.session = session;
        this.interning = interning;
        this.extracted = extracted;
        this.searching = searching;
        this.clock = clock;
        this.index = index;
        Now = StoredColumns.Time(clock.Time);
    }

    /// <summary>The moment of this group of writes: whole milliseconds, never before a moment already given out.</summary>
    public DateTimeOffset Now { get; }

    internal Clock Clock => clock;

    /// <summary>The current version, deleted ones included; nobody's permission is asked.</summary>
    public StoredResource? Find(ResourceKey key) =>
        session.First($"{StoredColumns.Current} WHERE r.type = @p0 AND r.id = @p1", StoredColumns.From, key.Type, key.Id);

    /// <summary>Everything of one type about one person, deleted ones left out; nobody's permission is asked.</summary>
    public IReadOnlyList<StoredResource> About(string patient, string type) => session.All(
        $"{StoredColumns.Current} WHERE r.patient = @p0 AND r.type = @p1 AND r.deleted = 0 ORDER BY r.resource_key", StoredColumns.From, patient, type);

    /// <summary>Takes what other agencies wrote about the person out of the person's file; answers what was taken out.</summary>
    public IReadOnlyList<StoredResource> Unlink(string patient, string author)
    {
        var others = session.All(
            $"{StoredColumns.Current} WHERE r.patient = @p0 AND r.author <> @p1", StoredColumns.From, patient, author);
        foreach (var row in others)
        {
            session.Execute("UPDATE resource SET patient = NULL WHERE resource_key = @p0", row.Key);
        }

        return others;
    }

    /// <summary>True when a record of the agency stands in the person's file.</summary>
    public bool HasWrittenAbout(string patient, string agency) => session.First(
        "SELECT 1 FROM resource r WHERE r.patient = @p0 AND r.author = @p1 LIMIT 1", row => row.GetInt32(0), patient, agency) == 1;

    public IReadOnlyList<StoredResource> Search(SearchQuery query, AccessScope scope) =>
        searching.Run(session, query, scope).Matches;

    public bool IsAllowed(StoredResource resource, AccessScope scope)
    {
        var values = new SqlValues();
        var key = values.Add(resource.Key);
        return session.First(
            $"SELECT 1 FROM resource r WHERE r.resource_key = {key} AND {AccessSql.Permits("r", scope, values)}", row => row.GetInt32(0), values.All) == 1;
    }

    /// <summary>The one write path: creates the resource or adds its next version, with its history and its index rows.</summary>
    public StoredResource Put(ValidResource resource, WriteStamp stamp)
    {
        var current = Find(new ResourceKey(resource.Type, stamp.Id));
        var version = (current?.Version ?? 0) + 1;
        var body = ResourceStamp.Apply(resource.Root, stamp.Id, version.ToString(System.Globalization.CultureInfo.InvariantCulture), Now);
        var stored = Store(current, resource.Type, version, stamp, body, deleted: false);
        if (current is { Deleted: false })
        {
            index.Remove(stored.Key);
        }

        index.Add(stored.Key, resource.Type, extracted.Of(resource), interning, ref clock);
        return stored;
    }

    /// <summary>Adds a version that says the resource is gone. What was deleted already stays as it is.</summary>
    public StoredResource Delete(ResourceKey key, WriteStamp stamp)
    {
        var current = Find(key) ?? throw new ProblemException(Problems.NotFound);
        if (current.Deleted)
        {
            return current;
        }

        index.Remove(current.Key);
        return Store(current, key.Type, current.Version + 1, stamp with { Method = Deletion }, [], deleted: true);
    }

    private StoredResource Store(StoredResource? current, string type, int version, WriteStamp stamp, byte[] body, bool deleted)
    {
        var stored = new StoredResource(
            current?.Key ?? ++clock.Resource, type, stamp.Id, version, Now, deleted, stamp.Patient, stamp.Author, stamp.Category,
            stamp.Referral, body, stamp.Method);
        var sequence = ++clock.Sequence;
        session.Execute(
            "INSERT INTO resource_version (sequence, resource_key, version, last_updated, deleted, patient, author, category, referral, method, "
            + "body, request_id, correlation_id) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12)",
            sequence, stored.Key, version, clock.Time, deleted ? 1 : 0, stored.Patient, stored.Author, stored.Category, stored.Referral, stored.Method,
            body, stamp.RequestId, stamp.CorrelationId);
        session.Execute(
            current is null
                ? "INSERT INTO resource (resource_key, type, id, version, sequence, last_updated, deleted, patient, author, category, referral, "
                    + "method) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11)"
                : "UPDATE resource SET type = @p1, id = @p2, version = @p3, sequence = @p4, last_updated = @p5, deleted = @p6, patient = @p7, "
                    + "author = @p8, category = @p9, referral = @p10, method = @p11 WHERE resource_key = @p0",
            stored.Key, type, stored.Id, version, sequence, clock.Time, deleted ? 1 : 0, stored.Patient, stored.Author, stored.Category,
            stored.Referral, stored.Method);
        return stored;
    }
}
