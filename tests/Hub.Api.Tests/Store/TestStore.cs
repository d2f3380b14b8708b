using System.Text;
using Hub.Api.Store;
using Hub.Api.Store.Dialects;
using Hub.Api.Tests.Store.Dialects;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Hub.Fhir.Validation;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Api.Tests.Store;

/// <summary>
/// A store on a database of its own, gone when disposed: SQLite, or PostgreSQL or SQL Server when the environment variable
/// <c>HUB_TEST_POSTGRES</c> or <c>HUB_TEST_SQLSERVER</c> gives a connection string.
/// </summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly Dictionary<string, IReadOnlyList<SearchValue>> values = [];
    private readonly TestDatabase database;
    private readonly bool ownsDatabase;

    private readonly string settings;
    private readonly Func<string, Dialect> dialect;
    private readonly string? replica;

    private TestStore(TestDatabase? database, string settings, Func<string, Dialect> dialect, string? replica = null, bool ownsDatabase = false)
    {
        this.replica = replica;
        this.settings = settings;
        this.dialect = dialect;
        this.ownsDatabase = ownsDatabase || database is null;
        this.database = database ?? new TestDatabase();
        Store = OpenStore();
    }

    public static AccessScope Hub { get; } = new("hub", DateTimeOffset.UnixEpoch, All: true);

    public ResourceStore Store { get; private set; }

    public SettableTime Time { get; } = new();

    public string ConnectionString => database.ConnectionString;

    public static TestStore Open(string settings = "") => new(null, settings, Dialect.Of);

    /// <summary>On SQLite, every statement said in T-SQL (<see cref="TransactSqlOnSqlite"/>).</summary>
    public static TestStore OpenInTransactSql(Action<string>? note = null) =>
        new(TestDatabase.InFile(), "", connectionString => new TransactSqlOnSqlite(connectionString, note), ownsDatabase: true);

    /// <summary>Another node over the same database.</summary>
    public TestStore Beside() => new(database, settings, dialect);

    /// <summary>A node that reads what may be read there from a copy of the database.</summary>
    public TestStore WithReplica(string connectionString) => new(database, settings, dialect, connectionString);

    public async Task Reopen()
    {
        await Store.DisposeAsync();
        Store = OpenStore();
    }

    public object? Execute(string sql) => database.Execute(sql);

    public Task<StoredResource> Put(string json, string author = "online", string category = "administrative", string? patient = null, string? referral = null)
    {
        var resource = Valid(json);
        return Store.Write(transaction => transaction.Put(resource, Stamp(resource.Id!, author, category, patient, referral)), default);
    }

    public Task<StoredResource> Index(string type, string id, params SearchValue[] found)
    {
        values[id] = found;
        return Put($"{{\"resourceType\":\"{type}\",\"id\":\"{id}\",\"code\":{{\"text\":\"x\"}}}}");
    }

    public async Task<IReadOnlyList<string>> Ids(string type, string query, AccessScope? scope = null) =>
        [.. (await Search(type, query, scope)).Matches.Select(match => match.Id)];

    public Task<SearchResult> Search(string type, string query, AccessScope? scope = null) =>
        Store.Search(Query(type, query), scope ?? Hub, default);

    /// <summary>All versions of a Basic, newest first.</summary>
    public async Task<IReadOnlyList<StoredResource>> Versions(string id, AccessScope? scope = null) =>
        (await Store.History(new ResourceKey("Basic", id), new ChangeQuery(null, null, null, 1000), scope ?? Hub, default)).Versions;

    public static SearchQuery Query(string type, string query)
    {
        var issues = new List<Issue>();
        var pairs = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query)
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value!)));
        var parsed = SearchQuery.Parse(type, pairs, lenient: false, issues);
        Assert.Empty(issues);
        return parsed;
    }

    public static ValidResource Valid(string json)
    {
        var issues = new List<Issue>();
        var text = JsonText.Parse(Encoding.UTF8.GetBytes(json), issues);
        var resource = text is null ? null : Validator.R4.Validate(text, issues);
        Assert.DoesNotContain(issues, issue => issue.IsError);
        return resource!;
    }

    public static WriteStamp Stamp(string id, string author = "online", string category = "administrative", string? patient = null, string? referral = null) =>
        new(id, author, category, patient, referral, "PUT", "request-1", null);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        if (ownsDatabase)
        {
            database.Dispose();
        }
    }

    private ResourceStore OpenStore() => StoreRegistration.Open(
        dialect(ConnectionString + settings), Time, NullLogger<ResourceStore>.Instance, resource => values.GetValueOrDefault(resource.Id!, []) is { Count: > 0 } given ? given : SearchIndex.Extract(resource),
        replica is null ? null : Dialect.Of(replica));
}

internal sealed class SettableTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
