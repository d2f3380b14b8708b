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

    private const string UpdateResource = "UPDATE resource SET type = @p2, id = @p3, version = @p4, sequence = @p5, last_updated = @p6, deleted = @p7, "
        + "patient = @p8, author = @p9, category = @p10, referral = @p11, method = @p12 WHERE resource_key = @p0 AND person_key = @p1";

    private static readonly Insertion Versions = new("resource_version", VersionColumns.Split(", "));

    private static readonly Insertion Resources = new(
        "resource", "resource_key", "person_key", "type", "id", "version", "sequence", "last_updated", "deleted", "patient", "author", "category", "referral", "method");

    private static readonly Insertion Locators = new("locator", "type", "id", "resource_key", "person_key");
    private static readonly string Allowed = AllowedSql();
    private static readonly string Hidden = HiddenSql();

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
        index.Clear();
        Now = StoredColumns.Time(clock.Time);
    }

    /// <summary>The moment of this group of writes: whole milliseconds, never before a moment already given out.</summary>
    public DateTimeOffset Now { get; }

    internal Clock Clock => clock;

    /// <summary>The current version, deleted ones included; nobody's permission is asked.</summary>
    public StoredResource? Find(ResourceKey key) =>
        written.TryGetValue(key, out var mine) ? mine.Row : LocatorRows.Current(session, key, new AccessScope("", Now, All: true));

    /// <summary>Takes what other agencies wrote about the person out of the person's file; answers what was taken out.</summary>
    public IReadOnlyList<StoredResource> Unlink(string patient, string author)
    {
        var others = made.Contains(patient) ? [] : session.All(
            $"{StoredColumns.Current} WHERE r.person_key = @p0 AND r.patient = @p1 AND r.author <> @p2", StoredColumns.From, PersonKeys.Of(patient), patient, author);
        foreach (var row in others)
        {
            session.Execute("UPDATE resource SET patient = NULL WHERE resource_key = @p0 AND person_key = @p1", row.Key, row.PersonKey);
            if (written.TryGetValue(row.Address, out var mine))
            {
                written[row.Address] = mine with { Row = mine.Row with { Patient = null } };
            }
        }

        return others;
    }

    /// <summary>True when a record of the agency stands in the person's file.</summary>
    public bool HasWrittenAbout(string patient, string agency) => session.First(
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM resource r WHERE r.person_key = @p0 AND r.patient = @p1 AND r.author = @p2)", row => row.GetInt32(0), PersonKeys.Of(patient), patient,
        agency) == 1;

    public IReadOnlyList<StoredResource> Search(SearchQuery query, AccessScope scope)
    {
        index.Insert();
        return searching.Run(session, query, scope, new KnownVersions()).Matches;
    }

    /// <summary>What an agency wrote, and the directory, it may see whatever else holds.</summary>
    public bool IsAllowed(StoredResource resource, AccessScope scope) =>
        scope.All || resource.Author == scope.Agency || resource.Category == AccessSql.DirectoryCategory
        || session.First(Allowed, row => row.GetInt32(0), resource.Key, resource.PersonKey, scope.Agency, scope.Now.UtcTicks) == 1;

    /// <summary>True when the hub holds the person, and the scope may not know of them. A Patient stands in its own file.</summary>
    public bool IsHidden(string patient, AccessScope scope) => !scope.All && !made.Contains(patient)
        && session.HoldsIn(PersonKeys.Of(patient), Hidden, PersonKeys.Of(patient), patient, scope.Agency, scope.Now.UtcTicks);

    /// <summary>Asks at once what works that begin at this time are going to ask of <see cref="IsHidden"/>.</summary>
    internal static void AskAhead(Session session, IReadOnlyList<Waiting> group, long time) => session.AskAhead(
        Hidden, [.. group.OfType<WaitingWork>().SelectMany(work => work.Beside).Distinct().Select(asked => (object[])[PersonKeys.Of(asked.Patient), asked.Patient, asked.Agency, time])]);

    /// <summary>Puts off no longer what waits to be written with as few statements as there can be; the end of the work.</summary>
    internal void Finish() => index.Insert();

    /// <summary>Creates the resource or adds its next version.</summary>
    public StoredResource Put(ValidResource resource, WriteStamp stamp) => Put(resource, stamp, Find(new ResourceKey(resource.Type, stamp.Id)));

    /// <summary>Creates a resource under an id that the hub has just made, so that nobody needs to look for it.</summary>
    public StoredResource Add(ValidResource resource, WriteStamp stamp)
    {
        made.Add(stamp.Id);
        return Put(resource, stamp, current: null);
    }

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

        var values = extracted.Of(resource);
        index.Add(stored, values, interning, ref clock);
        written[stored.Address] = new(stored, values);
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
        var stored = Store(current, key.Type, current.Version + 1, stamp with { Method = Deletion }, [], deleted: true);
        written[key] = new(stored, []);
        return stored;
    }

    private static string AllowedSql()
    {
        var values = new SqlValues();
        return $"SELECT 1 FROM resource r WHERE {LocatorRows.Here("r", default, values)} AND {AccessSql.Permits("r", new AccessScope("", default), values)}";
    }

    private static string HiddenSql()
    {
        var values = new SqlValues();
        var here = $"r.person_key = {values.Add(0)} AND r.type = 'Patient' AND r.id = {values.Add("")}";
        return $"SELECT 1 FROM resource r WHERE {here} AND NOT {AccessSql.Permits("r", new AccessScope("", default), values)}";
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
        session.Insert(
            Versions,
            sequence, stored.PersonKey, stored.Key, type, version, clock.Time, deleted ? 1 : 0, stored.Patient, stored.Author, stored.Category,
            stored.Referral, stored.Method, body, stamp.RequestId, stamp.CorrelationId);
        if (current is null)
        {
            session.Insert(Locators, type, stored.Id, stored.Key, stored.PersonKey);
        }

        ReadOnlySpan<object?> row = [
            stored.Key, stored.PersonKey, type, stored.Id, version, sequence, clock.Time, deleted ? 1 : 0, stored.Patient, stored.Author, stored.Category,
            stored.Referral, stored.Method];
        if (current is null || moves)
        {
            session.Insert(Resources, row);
        }
        else
        {
            session.Execute(UpdateResource, row);
        }

        if (stored.Referral is { } referral && (current is null || moves || current.Referral != referral))
        {
            Thread(referral, stored.PersonKey);
        }

        return stored;
    }
}
