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

    private const string InsertVersion = $"INSERT INTO resource_version ({VersionColumns}) "
        + "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14)";

    private const string InsertResource = "INSERT INTO resource (resource_key, person_key, type, id, version, sequence, last_updated, deleted, patient, "
        + "author, category, referral, method) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12)";

    private const string UpdateResource = "UPDATE resource SET type = @p2, id = @p3, version = @p4, sequence = @p5, last_updated = @p6, deleted = @p7, "
        + "patient = @p8, author = @p9, category = @p10, referral = @p11, method = @p12 WHERE resource_key = @p0 AND person_key = @p1";

    private readonly Session session;
    private readonly Interning interning;
    private readonly IndexWriter index;
    private readonly SearchIndexes extracted;
    private readonly Searching searching;
    private readonly AuditJournal journal;
    private Clock clock;

    internal WriteTransaction(
        Session session, IndexWriter index, Interning interning, SearchIndexes extracted, Searching searching, AuditJournal journal, Clock clock)
    {
        this.session = session;
        this.interning = interning;
        this.extracted = extracted;
        this.searching = searching;
        this.journal = journal;
        this.clock = clock;
        this.index = index;
        Now = StoredColumns.Time(clock.Time);
    }

    /// <summary>The moment of this group of writes: whole milliseconds, never before a moment already given out.</summary>
    public DateTimeOffset Now { get; }

    internal Clock Clock => clock;

    /// <summary>The current version, deleted ones included; nobody's permission is asked.</summary>
    public StoredResource? Find(ResourceKey key) => LocatorRows.Current(session, key, new AccessScope("", Now, All: true));

    /// <summary>Everything of one type about one person, deleted ones left out; nobody's permission is asked.</summary>
    public IReadOnlyList<StoredResource> About(string patient, string type) => session.All(
        $"{StoredColumns.Current} WHERE r.person_key = @p0 AND r.patient = @p1 AND r.type = @p2 AND r.deleted = 0 ORDER BY r.resource_key", StoredColumns.From,
        PersonKeys.Of(patient), patient, type);

    /// <summary>Takes what other agencies wrote about the person out of the person's file; answers what was taken out.</summary>
    public IReadOnlyList<StoredResource> Unlink(string patient, string author)
    {
        var others = session.All(
            $"{StoredColumns.Current} WHERE r.person_key = @p0 AND r.patient = @p1 AND r.author <> @p2", StoredColumns.From, PersonKeys.Of(patient), patient, author);
        foreach (var row in others)
        {
            session.Execute("UPDATE resource SET patient = NULL WHERE resource_key = @p0 AND person_key = @p1", row.Key, row.PersonKey);
        }

        return others;
    }

    /// <summary>True when a record of the agency stands in the person's file.</summary>
    public bool HasWrittenAbout(string patient, string agency) => session.First(
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM resource r WHERE r.person_key = @p0 AND r.patient = @p1 AND r.author = @p2)", row => row.GetInt32(0), PersonKeys.Of(patient), patient,
        agency) == 1;

    public IReadOnlyList<StoredResource> Search(SearchQuery query, AccessScope scope) =>
        searching.Run(session, query, scope).Matches;

    public bool IsAllowed(StoredResource resource, AccessScope scope)
    {
        var values = new SqlValues();
        var here = LocatorRows.Here("r", new Located(resource.Key, resource.PersonKey), values);
        return session.First(
            $"SELECT 1 FROM resource r WHERE {here} AND {AccessSql.Permits("r", scope, values)}", row => row.GetInt32(0), values.All) == 1;
    }

    /// <summary>True when the hub holds the person, and the scope may not know of them. A Patient stands in its own file.</summary>
    public bool IsHidden(string patient, AccessScope scope)
    {
        var values = new SqlValues();
        var here = $"r.person_key = {values.Add(PersonKeys.Of(patient))} AND r.type = 'Patient' AND r.id = {values.Add(patient)}";
        return session.First($"SELECT 1 FROM resource r WHERE {here} AND NOT {AccessSql.Permits("r", scope, values)}", row => row.GetInt32(0), values.All) == 1;
    }

    /// <summary>Creates the resource or adds its next version.</summary>
    public StoredResource Put(ValidResource resource, WriteStamp stamp) => Put(resource, stamp, Find(new ResourceKey(resource.Type, stamp.Id)));

    /// <summary>Creates a resource under an id that the hub has just made, so that nobody needs to look for it.</summary>
    public StoredResource Add(ValidResource resource, WriteStamp stamp) => Put(resource, stamp, current: null);

    /// <summary>The one write path: the version with its history and its index rows.</summary>
    private StoredResource Put(ValidResource resource, WriteStamp stamp, StoredResource? current)
    {
        var version = (current?.Version ?? 0) + 1;
        var body = ResourceStamp.Apply(resource.Root, stamp.Id, version.ToString(System.Globalization.CultureInfo.InvariantCulture), Now);
        var stored = Store(current, resource.Type, version, stamp, body, deleted: false);
        if (current is { Deleted: false })
        {
            index.Remove(current);
        }

        index.Add(stored, extracted.Of(resource), interning, ref clock);
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

        index.Remove(current);
        return Store(current, key.Type, current.Version + 1, stamp with { Method = Deletion }, [], deleted: true);
    }

    private StoredResource Store(StoredResource? current, string type, int version, WriteStamp stamp, byte[] body, bool deleted)
    {
        var stored = new StoredResource(
            current?.Key ?? ++clock.Resource, type, stamp.Id, version, Now, deleted, stamp.Patient, stamp.Author, stamp.Category,
            stamp.Referral, body, stamp.Method)
        {
            PersonKey = PersonKey(stamp.Patient, current),
        };
        var moves = current is not null && current.PersonKey != stored.PersonKey;
        if (moves)
        {
            Move(current!, stored.PersonKey);
        }

        var sequence = ++clock.Sequence;
        session.Execute(
            InsertVersion,
            sequence, stored.PersonKey, stored.Key, type, version, clock.Time, deleted ? 1 : 0, stored.Patient, stored.Author, stored.Category,
            stored.Referral, stored.Method, body, stamp.RequestId, stamp.CorrelationId);
        if (current is null)
        {
            session.Execute(
                "INSERT INTO locator (type, id, resource_key, person_key) VALUES (@p0, @p1, @p2, @p3)", type, stored.Id, stored.Key, stored.PersonKey);
        }

        session.Execute(
            current is null || moves ? InsertResource : UpdateResource,
            stored.Key, stored.PersonKey, type, stored.Id, version, sequence, clock.Time, deleted ? 1 : 0, stored.Patient, stored.Author,
            stored.Category, stored.Referral, stored.Method);
        if (stored.Referral is { } referral && (current is null || moves || current.Referral != referral))
        {
            Thread(referral, stored.PersonKey);
        }

        return stored;
    }
}
