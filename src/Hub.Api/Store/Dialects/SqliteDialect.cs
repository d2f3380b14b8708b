using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using SQLitePCL;

namespace Hub.Api.Store.Dialects;

/// <summary>The embedded database: write-ahead log, every commit synced to disk before it is answered.</summary>
internal class SqliteDialect(string connectionString) : Dialect
{
    private const int LockSeconds = 30;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int CannotOpen = 14;

    /// <summary>
    /// SQLite would count its memory under a lock that all connections share, and nobody asks for the sum; and it would lock a
    /// connection at each call, which no two threads ever use at once.
    /// </summary>
    static SqliteDialect()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private readonly string connectionString = new SqliteConnectionStringBuilder(connectionString)
    {
        Pooling = false,
    }.ToString();

    public override string Name => $"SQLite {Path}";

    public override string Begin => "BEGIN IMMEDIATE";

    /// <summary>Otherwise SQLite keeps every page as it was before the statement, to take back the rows before the one that fails.</summary>
    public override string InsertSeveral => "INSERT OR FAIL INTO";

    /// <summary>SQLite never reorders a CROSS JOIN (https://sqlite.org/optoverview.html#crossjoin).</summary>
    public override string JoinInOrder => "CROSS JOIN";

    private string Path => new SqliteConnectionStringBuilder(connectionString).DataSource;

    public override Session Open(bool writing)
    {
        var connection = (SqliteConnection)Connect(writing);
        if (writing)
        {
            SqliteLog.Gather(connection.Handle!);
        }

        return new SqliteSession(connection, this);
    }

    /// <summary>Nothing is mapped into memory: a connection lets go of its map whenever another has committed, and maps it anew.</summary>
    public override DbConnection Connect(bool writing)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();

        // Else a value bound to LIMIT makes SQLite read the statement anew each time, to plan for that value.
        _ = raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        _ = raw.sqlite3_busy_timeout(connection.Handle, connection.DefaultTimeout * 1000);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        if (command.ExecuteScalar() is not "wal" and var mode)
        {
            // SQLite would go on in that mode (https://sqlite.org/pragma.html#pragma_journal_mode).
            connection.Dispose();
            throw new CannotStartException($"The database {Name} cannot have a write-ahead log (SQLite says {mode}): put it on a disk of this machine.");
        }

        command.CommandText = "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; "
            + (writing
                ? "PRAGMA synchronous=FULL; PRAGMA cache_size=-16384; PRAGMA cache_spill=OFF; PRAGMA wal_autocheckpoint=0; PRAGMA journal_size_limit=134217728;"
                : "PRAGMA query_only=ON; PRAGMA cache_size=-8192;");
        command.ExecuteNonQuery();
        return connection;
    }

    public override Type ContextType => typeof(SqliteHubContext);

    public override HubContext Context() => new SqliteHubContext(Options<SqliteHubContext>(HubContext.History));

    public override void Use(DbContextOptionsBuilder options, string history) => options
        .UseSqlite(connectionString, sqlite => sqlite.MigrationsHistoryTable(history))
        .ReplaceService<IMigrationsSqlGenerator, SqliteTables>();

    public override IReadOnlyList<string> AppliedMigrations(Session session, string history) =>
        session.First("SELECT COUNT(*) FROM sqlite_master WHERE name = @p0", row => row.GetInt64(0), history) > 0
            ? session.All($"SELECT \"MigrationId\" FROM \"{history}\"", row => row.GetString(0))
            : [];

    public override IDisposable LockSchema()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
        return new SchemaLock(Path);
    }

    /// <summary>A unary plus takes a term out of the choice of indexes (https://sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_).</summary>
    public override string Unindexed(string column) => $"+{column}";

    /// <summary>What has a limit is found by itself, and not made one with what is around it (https://sqlite.org/optoverview.html#subquery_flattening).</summary>
    public override string Seen(SeenRows rows) =>
        $"SELECT * FROM (SELECT {rows.Columns}, {rows.Basis} AS basis FROM {rows.From} WHERE {rows.Where} ORDER BY {rows.Key} DESC LIMIT -1) r "
        + $"WHERE r.basis IS NOT NULL {Limit(rows.Count)}";

    public override string Contains(string column, string parameter) => $"instr({column}, {parameter}) > 0";

    public override IReadOnlyList<string> Plan(Session session, string sql, object?[] values) =>
        session.All($"EXPLAIN QUERY PLAN {sql}", row => row.GetString(3), values);

    public override bool IsTransient(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or Locked or CannotOpen };

    public override bool IsTaken(DbException exception, string table) =>
        exception is SqliteException { SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_PRIMARYKEY or raw.SQLITE_CONSTRAINT_UNIQUE }
        && exception.Message.Contains($" {table}.", StringComparison.Ordinal);

    /// <summary>
    /// A locked file beside the database. EF's own lock is a row that outlives a killed process and would block every later start,
    /// so that row is removed by whoever holds the file.
    /// </summary>
    private sealed class SchemaLock : IDisposable
    {
        private readonly FileStream file;

        public SchemaLock(string path)
        {
            file = Wait(path + ".lock");
            if (File.Exists(path))
            {
                using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
                command.ExecuteNonQuery();
            }
        }

        public void Dispose() => file.Dispose();

        private static FileStream Wait(string path)
        {
            const int pauseMilliseconds = 50;
            for (var left = LockSeconds * 1000 / pauseMilliseconds; ; left--)
            {
                try
                {
                    return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                }
                catch (IOException) when (left > 0 && File.Exists(path))
                {
                    Thread.Sleep(pauseMilliseconds);
                }
            }
        }
    }
}
