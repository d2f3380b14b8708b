using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Store.Dialects;

/// <summary>
/// SQL Server 2019 and later, and Azure SQL. Writers of all nodes take turns by the row of the clock, as on PostgreSQL; readers see
/// row versions (READ_COMMITTED_SNAPSHOT) and wait for nobody.
/// </summary>
internal class SqlServerDialect : Dialect
{
    /// <summary>Text is compared by its code units: no case, no accents, no language.</summary>
    public const string Collation = "Latin1_General_100_BIN2";
    private const int LockMilliseconds = 30_000;

    /// <summary>
    /// Time-outs, deadlocks, connections that were cut or refused, databases that are moving
    /// (https://learn.microsoft.com/azure/azure-sql/database/troubleshoot-common-errors-issues).
    /// </summary>
    private static readonly HashSet<int> Transient =
    [
        -2, -1, 0, 2, 20, 53, 64, 121, 233, 258, 596, 997, 1204, 1205, 1222, 4060, 4221, 6005, 10053, 10054, 10060, 10061, 10928, 10929, 11001, 17142, 40143,
        40197, 40501, 40540, 40613, 42108, 42109, 49918, 49919, 49920,
    ];

    private readonly SqlConnectionStringBuilder settings;

    public SqlServerDialect(string connectionString) => settings = new SqlConnectionStringBuilder(connectionString) { Pooling = false };

    public override string Name => $"SQL Server {settings.InitialCatalog} on {settings.DataSource}";

    public override Type ContextType => typeof(SqlServerHubContext);

    public override string Begin => "BEGIN TRANSACTION";

    /// <summary>An update lock, taken before the first read of the group and kept to its end.</summary>
    public override string ReadClock => Clock.Select.Replace("FROM clock", "FROM clock WITH (UPDLOCK, HOLDLOCK, ROWLOCK)", StringComparison.Ordinal);

    public override string Commit => "COMMIT TRANSACTION";

    public override string Savepoint => "SAVE TRANSACTION work";

    /// <summary>A savepoint is not let go: the next one of the same name takes its place.</summary>
    public override string? Release => null;

    public override string RollbackToSavepoint => "ROLLBACK TRANSACTION work";

    /// <summary>A join hint keeps the order in which all tables are written, and asks the inner one for one row at a time.</summary>
    public override string JoinInOrder => "INNER LOOP JOIN";

    public override string Count => "COUNT_BIG";

    /// <summary>The greatest code unit: text is ordered by its UTF-16 code units.</summary>
    public override string Greatest => "\uFFFF";

    public override Session Open(bool writing) => new SqlServerSession(Connect(writing), this);

    public override DbConnection Connect(bool writing)
    {
        var connection = new SqlConnection(settings.ConnectionString);
        connection.Open();
        return connection;
    }

    public override HubContext Context() => new SqlServerHubContext(Options<SqlServerHubContext>(HubContext.History));

    public override void Use(DbContextOptionsBuilder options, string history) =>
        options.UseSqlServer(settings.ConnectionString, server => server.MigrationsHistoryTable(history));

    public override IReadOnlyList<string> AppliedMigrations(Session session, string history) =>
        session.First("SELECT CASE WHEN OBJECT_ID(@p0) IS NULL THEN 0 ELSE 1 END", row => row.GetInt32(0), $"[{history}]") == 1
            ? session.All($"SELECT MigrationId FROM [{history}]", row => row.GetString(0))
            : [];

    /// <summary>A lock of the session, gone with its connection. Under it the database is asked whether it keeps what the hub promises.</summary>
    public override IDisposable LockSchema()
    {
        var session = Open(writing: false);
        var granted = session.First(
            "DECLARE @granted int; EXEC @granted = sp_getapplock @Resource = @p0, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = @p1; "
            + "SELECT @granted", row => row.GetInt32(0), "hub-schema", LockMilliseconds);
        var (snapshot, durable) = session.First(
            "SELECT CAST(is_read_committed_snapshot_on AS int), CASE WHEN delayed_durability = 2 THEN 0 ELSE 1 END FROM sys.databases WHERE database_id = DB_ID()",
            row => (row.GetInt32(0) == 1, row.GetInt32(1) == 1));
        if (granted >= 0 && snapshot && durable)
        {
            return session;
        }

        session.Dispose();
        throw new CannotStartException(
            granted < 0 ? $"The database {Name} is being upgraded by another node for longer than the hub waits: start again when it is done."
            : snapshot ? $"The database {Name} answers before a commit is on disk: ALTER DATABASE CURRENT SET DELAYED_DURABILITY = DISABLED."
            : $"The database {Name} lets readers wait for writers: ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON.");
    }

    public override string Limit(string parameter) => $"OFFSET 0 ROWS FETCH NEXT {parameter} ROWS ONLY";

    public override string Seen(SeenRows rows) =>
        $"SELECT * FROM (SELECT {rows.Columns}, {rows.Basis} AS basis FROM {rows.From} WHERE {rows.Where}) r "
        + $"WHERE r.basis IS NOT NULL ORDER BY r.resource_key DESC {Limit(rows.Count)}";

    /// <summary>FETCH belongs to an order: this one orders nothing.</summary>
    public override string AtMost(string parameter) => $"ORDER BY (SELECT NULL) {Limit(parameter)}";

    /// <summary>An empty text is in every text, which CHARINDEX denies.</summary>
    public override string Contains(string column, string parameter) => $"(CHARINDEX({parameter}, {column}) > 0 OR DATALENGTH({parameter}) = 0)";

    /// <summary>The equals sign pads with spaces (https://learn.microsoft.com/sql/t-sql/language-elements/string-comparison-assignment).</summary>
    public override string Exactly(string column, string parameter) => $"({column} = {parameter} AND DATALENGTH({column}) = DATALENGTH({parameter}))";

    /// <summary>Asks for the plan of everything this session says from here on; nothing is run.</summary>
    public override IReadOnlyList<string> Plan(Session session, string sql, object?[] values)
    {
        session.Execute("SET SHOWPLAN_ALL ON");
        var steps = session.All(sql, row => row.GetString(0), values);
        session.Execute("SET SHOWPLAN_ALL OFF");
        return steps;
    }

    public override bool IsTransient(DbException exception) =>
        exception is SqlException { Errors: var errors } && errors.Cast<SqlError>().Any(error => Transient.Contains(error.Number));

    public override bool IsTaken(DbException exception, string table) =>
        exception is SqlException { Number: 2601 or 2627 } && exception.Message.Contains($".{table}'", StringComparison.Ordinal);
}
