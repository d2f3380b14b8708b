using System.Data.Common;
using Hub.Api.Store.Dialects;
using Hub.Api.Store.Search;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Hub.Fhir.Validation;

namespace Hub.Api.Store;

/// <summary>The only door to the database. What a scope may not see is not there.</summary>
public sealed class ResourceStore : IAsyncDisposable
{
    private const int Readers = 16;
    private readonly Sessions sessions;
    private readonly Names names = new();
    private readonly Places places = new();
    private readonly KnownVersions known = new();
    private readonly Writer writer;
    private readonly SearchIndexes extracted;
    private readonly Searching searching;
    private readonly Dialect dialect;
    private readonly ILogger logger;
    private readonly ReplicaFeed? replica;
    private readonly ReadsTogether? reads;

    internal ResourceStore(
        Dialect dialect, TimeProvider time, ILogger<ResourceStore> logger, Func<ValidResource, IReadOnlyList<SearchValue>>? extract = null, Dialect? copy = null)
    {
        this.dialect = dialect;
        this.logger = logger;
        extracted = new SearchIndexes(extract ?? SearchIndex.Extract);
        searching = new Searching(dialect, names);
        sessions = new Sessions(dialect, Readers);
        reads = dialect.Together("", 1) is null ? null : new ReadsTogether(sessions);
        writer = new Writer(dialect, names, extracted, searching, sessions, time, logger);
        replica = copy is null ? null : new ReplicaFeed(copy, new Sessions(copy, Readers), sessions);
        Database = dialect.Name;
    }

    /// <summary>Which database this is, as a person would say it.</summary>
    public string Database { get; }

    /// <summary>The current version; a deleted one has <c>Deleted</c> set. Null when there is none that the scope may see.</summary>
    public async Task<StoredResource?> Read(ResourceKey key, AccessScope scope, CancellationToken cancellationToken) =>
        reads is not null && !scope.All && places.Find(key) is { } place && await reads.Read(place, scope, cancellationToken) is { } row && row.Address == key
            ? row
            : await sessions.Look(session => LocatorRows.Current(session, key, scope, places), cancellationToken);

    public Task<StoredResource?> Vread(ResourceKey key, int version, AccessScope scope, CancellationToken cancellationToken) => sessions.Look(
        session => LocatorRows.At(session, key, places, place => VersionRows.One(session, place, version, scope)), cancellationToken);

    /// <summary>Versions of one resource, newest first; numbers of the query are versions.</summary>
    public Task<ChangePage> History(ResourceKey key, ChangeQuery query, AccessScope scope, CancellationToken cancellationToken) => sessions.Look(
        session => LocatorRows.At(session, key, places, place => VersionRows.Page(session, place, query, scope)) ?? ChangePage.Empty, cancellationToken);

    /// <summary>Versions of many resources, newest first; from the read replica where there is one that answers.</summary>
    public async Task<ChangePage> Changes(ChangeQuery query, AccessScope scope, CancellationToken cancellationToken)
    {
        if (replica is not null)
        {
            try
            {
                return await replica.Page(query, scope, cancellationToken);
            }
            catch (Exception exception) when (exception is DbException or ProblemException)
            {
                logger.ReplicaFailed(exception);
            }
        }

        return await sessions.Read(session => ChangeRows.Page(session, dialect, query, scope), cancellationToken);
    }

    public Task<SearchResult> Search(SearchQuery query, AccessScope scope, CancellationToken cancellationToken) =>
        sessions.Look(
            session =>
            {
                names.ReadParameters(session);
                return searching.Run(session, query, scope, known);
            },
            cancellationToken);

    /// <summary>
    /// Queues the work for the one writer. The answer comes when its group has been committed and synced; what the work throws is
    /// thrown here, and nothing of it is kept.
    /// </summary>
    public Task<T> Write<T>(Func<WriteTransaction, T> work, CancellationToken cancellationToken) => Write(work, [], cancellationToken);

    /// <summary>The same, where it is known beside whom records are going to be put: of that the database is asked once for many works.</summary>
    public Task<T> Write<T>(Func<WriteTransaction, T> work, IReadOnlyList<Beside> beside, CancellationToken cancellationToken) =>
        writer.Write(work, beside, cancellationToken);

    /// <summary>Writes down a look, or several. The answer comes when they have been committed and synced.</summary>
    public Task Audit(IReadOnlyList<AuditEntry> entries) => writer.Audit(entries);

    /// <summary>
    /// Throws unavailable while the database takes no writes. It is asked only when it has not taken the last: nobody else may be sent to
    /// a hub that is not ready.
    /// </summary>
    internal Task RequireWritable(CancellationToken cancellationToken) => writer.Failing ? Write(_ => true, cancellationToken) : Task.CompletedTask;

    /// <summary>
    /// Indexes anew the types that this version finds by more than the database was indexed for; with <paramref name="whole"/> every type.
    /// A piece at a time through the writer, so that a hub may go on working on the same database.
    /// </summary>
    public async Task IndexAnew(bool whole, CancellationToken cancellationToken)
    {
        foreach (var type in whole ? Reindexing.Types : await sessions.Read(Reindexing.Lacking, cancellationToken))
        {
            var (after, count) = (0L, 0L);
            for (var rows = 1; rows > 0; count += rows)
            {
                (after, rows) = await Write(transaction => transaction.IndexAnew(type, after), cancellationToken);
            }

            await Write(transaction => transaction.KeepIndexed(type), cancellationToken);
            logger.IndexedAnew(type, count);
        }
    }

    /// <summary>Extracts the search values now, on the caller's thread, so that the writer need not.</summary>
    public void Prepare(ValidResource resource) => extracted.Of(resource);

    /// <summary>How the database goes about a search, for tests and for measuring.</summary>
    internal Task<IReadOnlyList<string>> Plan(SearchQuery query, AccessScope scope) =>
        sessions.Read(session => searching.Plan(session, query, scope), CancellationToken.None);

    /// <summary>Audit entries, newest first.</summary>
    public Task<IReadOnlyList<AuditSight>> Audit(AuditQuery query, CancellationToken cancellationToken) =>
        sessions.Read(session => new AuditReading(session, query).Page(), cancellationToken);

    public Task<long> CountAudit(AuditQuery query, CancellationToken cancellationToken) =>
        sessions.Read(session => new AuditReading(session, query).Count(), cancellationToken);

    /// <summary>The number of the first audit entry of a block that does not follow from the one before it; null when the chain is whole.</summary>
    public Task<long?> FirstBrokenAudit(CancellationToken cancellationToken) => sessions.Read(AuditRows.FirstBroken, cancellationToken);

    /// <summary>Events after the number given, in order.</summary>
    public Task<IReadOnlyList<OutboxRecord>> Events(long after, int count, CancellationToken cancellationToken) =>
        sessions.Read(session => OutboxRows.After(session, after, count), cancellationToken);

    /// <summary>The number of the latest event; 0 when there is none.</summary>
    public Task<long> LastEvent(CancellationToken cancellationToken) => sessions.Read(OutboxRows.Last, cancellationToken);

    public Task<Partner?> FindPartner(string clientId, CancellationToken cancellationToken) =>
        sessions.Read(session => PartnerRows.Find(session, clientId), cancellationToken);

    public Task<IReadOnlyList<Partner>> Partners(CancellationToken cancellationToken) => sessions.Read(PartnerRows.All, cancellationToken);

    public Task<IReadOnlyList<SigningKey>> SigningKeys(CancellationToken cancellationToken) =>
        sessions.Read(PartnerRows.SigningKeys, cancellationToken);

    /// <summary>The grants in force that open the category of the person, or the referral, to the agency.</summary>
    public Task<IReadOnlyList<Grant>> Grants(
        string agency, string? patient, string? category, string? referral, DateTimeOffset now, CancellationToken cancellationToken) =>
        sessions.Read(
            session => GrantRows.InForce(
                session, agency, patient is null ? GrantRows.File(session, referral) : PersonKeys.Of(patient), patient, category, referral, now),
            cancellationToken);

    /// <summary>Every grant about the person, in force or not.</summary>
    public Task<IReadOnlyList<Grant>> GrantsAbout(string patient, CancellationToken cancellationToken) =>
        sessions.Read(session => GrantRows.About(session, patient), cancellationToken);

    public Task<Job?> Job(string id, CancellationToken cancellationToken) => sessions.Read(session => JobRows.Find(session, id), cancellationToken);

    public Task<IReadOnlyList<Job>> Jobs(CancellationToken cancellationToken) => sessions.Read(JobRows.All, cancellationToken);

    public Task<IReadOnlyList<JobFile>> JobFiles(string id, CancellationToken cancellationToken) =>
        sessions.Read(session => JobRows.Files(session, id), cancellationToken);

    public Task<JobFile?> JobFile(string id, int number, CancellationToken cancellationToken) =>
        sessions.Read(session => JobRows.File(session, id, number), cancellationToken);

    /// <summary>The migrations that the database has had by now.</summary>
    internal Task<IReadOnlyList<string>> Migrations(string history, CancellationToken cancellationToken) =>
        sessions.Read(session => dialect.AppliedMigrations(session, history), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        replica?.Dispose();
        sessions.Dispose();
    }
}
