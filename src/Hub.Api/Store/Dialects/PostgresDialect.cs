using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hub.Api.Store.Dialects;

/// <summary>PostgreSQL. Writers of all nodes take turns by the row of the clock, which is what makes every number gap-free.</summary>
internal sealed class PostgresDialect : Dialect
{
    /// <summary>Text is compared byte by byte, as on SQLite.</summary>
    public const string Collation = "C";
    private const int SchemaLockKey = 0x48554221;
    private const int Prepared = 400;
    private readonly NpgsqlConnectionStringBuilder settings;

    public PostgresDialect(string connectionString) =>
        settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = Prepared, AutoPrepareMinUsages = 2, Pooling = false };

    public override string Name => $"PostgreSQL {settings.Database} on {settings.Host}";

    public override Type ContextType => typeof(PostgresHubContext);

    public override string Begin => "BEGIN";

    public override string ReadClock => base.ReadClock + " FOR UPDATE";

    /// <summary>One way to the server and back instead of two, and one change of the clock instead of a lock and a change.</summary>
    public override string? AuditAlone =>
        "WITH moved AS (UPDATE clock SET audit = @p0 + @p1 - 1, time = @p2, audit_hash = @p6 WHERE id = 1 AND audit = @p0 - 1 AND audit_hash = @p5 AND time <= @p2 RETURNING 1) "
        + $"{AuditRows.Into} SELECT @p0, @p1, @p2, @p3, @p4, @p5, @p6 FROM moved RETURNING 1";

    /// <summary>The arrays stand in subselects, where the planner does not count them: it would plan anew for each number of rows.</summary>
    public override string? Together(string sql, int values)
    {
        var places = Enumerable.Range(0, values).ToList();
        return $"SELECT s.*, k.number FROM unnest({string.Join(", ", places.Select(place => $"(SELECT @p{place})"))}) WITH ORDINALITY "
            + $"AS k({string.Join(", ", places.Select(place => $"p{place}"))}, number) CROSS JOIN LATERAL ({PostgresSession.Named().Replace(sql, "k.p$1")}{AskedOfEachRow}) s";
    }

    /// <summary>By the catalog that Citus brings along.</summary>
    public static bool IsSpread(Session session) => session.First("SELECT to_regclass('pg_dist_partition') IS NOT NULL", row => row.GetBoolean(0));

    public override string JoinInOrder => "JOIN";

    /// <summary>What has an offset is neither joined nor hashed (subselect.c, convert_EXISTS_sublink_to_join).</summary>
    public override string AskedOfEachRow => " OFFSET 0";

    /// <summary>A limit that is bound is guessed to be a tenth of all there is, so that PostgreSQL would rather plan each search anew than keep a plan.</summary>
    public override string Rows(int count, SqlValues values) => count.ToString(CultureInfo.InvariantCulture);

    public override string Seen(SeenRows rows) =>
        $"SELECT {rows.Columns}, g.basis FROM {rows.From} JOIN LATERAL (SELECT {rows.Basis} AS basis{AskedOfEachRow}) g ON g.basis IS NOT NULL "
        + $"WHERE {rows.Where} ORDER BY {rows.Key} DESC {Limit(rows.Count)}";

    public override Session Open(bool writing)
    {
        var connection = (NpgsqlConnection)Connect(writing);
        return writing ? new PostgresSession(connection, this) : new PostgresReader(connection, this);
    }

    public override DbConnection Connect(bool writing)
    {
        var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Open();
        return connection;
    }

    public override HubContext Context() => new PostgresHubContext(Options<PostgresHubContext>(HubContext.History));

    public override void Use(DbContextOptionsBuilder options, string history) =>
        options.UseNpgsql(settings.ConnectionString, postgres => postgres.MigrationsHistoryTable(history));

    public override IReadOnlyList<string> AppliedMigrations(Session session, string history) =>
        session.First("SELECT to_regclass(@p0) IS NOT NULL", row => row.GetBoolean(0), $"\"{history}\"")
            ? session.All($"SELECT \"MigrationId\" FROM \"{history}\"", row => row.GetString(0))
            : [];

    /// <summary>An advisory lock of a connection of its own: gone with the connection.</summary>
    public override IDisposable LockSchema()
    {
        var session = Open(writing: false);
        session.Execute("SELECT pg_advisory_lock(@p0)", SchemaLockKey);
        return session;
    }

    public override string Contains(string column, string parameter) => $"strpos({column}, {parameter}) > 0";

    public override IReadOnlyList<string> Plan(Session session, string sql, object?[] values) =>
        session.All($"EXPLAIN {sql}", row => row.GetString(0), values);

    public override bool IsTransient(DbException exception) => exception is NpgsqlException { IsTransient: true };

    public override bool IsTaken(DbException exception, string table) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: { } named } && named == table;
}
