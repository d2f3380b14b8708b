using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Store.Dialects;

/// <summary>What differs from database to database: how to connect, how a group of writes is fenced, and a few words of SQL.</summary>
internal abstract class Dialect
{
    /// <summary>The database that is named (Sqlite, SqlServer, PostgreSql), or the one that the connection string speaks of when none is.</summary>
    public static Dialect Of(string? provider, string connectionString)
    {
        try
        {
            return provider?.ToUpperInvariant() switch
            {
                null or "" => Of(connectionString),
                "SQLITE" => new SqliteDialect(connectionString),
                "SQLSERVER" => new SqlServerDialect(connectionString),
                "POSTGRESQL" => new PostgresDialect(connectionString),
                _ => throw new CannotStartException($"Hub:Database:Provider is {provider}; the hub keeps its records on Sqlite, SqlServer or PostgreSql."),
            };
        }
        catch (ArgumentException unreadable)
        {
            throw new CannotStartException("Hub:Database:ConnectionString is not a connection string of the database that Hub:Database:Provider names.", unreadable);
        }
    }

    /// <summary>A connection string that names a host is PostgreSQL's; one that names a server, SQL Server's; one that names a file, SQLite's.</summary>
    public static Dialect Of(string connectionString)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return settings.ContainsKey("Host") ? new PostgresDialect(connectionString)
            : settings.ContainsKey("Server") ? new SqlServerDialect(connectionString)
            : new SqliteDialect(connectionString);
    }

    /// <summary>The name of the database as a person would know it, without secrets.</summary>
    public abstract string Name { get; }

    /// <summary>Points a context at this database; which migrations it has had is kept in the table <paramref name="history"/>.</summary>
    public abstract void Use(DbContextOptionsBuilder options, string history);

    public abstract DbConnection Connect(bool writing);

    public virtual Session Open(bool writing) => new(Connect(writing), this);

    /// <summary>The model with the migrations of this database.</summary>
    public abstract HubContext Context();

    /// <summary>The migrations that the table <paramref name="history"/> says the database has had; none when it is new.</summary>
    public abstract IReadOnlyList<string> AppliedMigrations(Session session, string history);

    /// <summary>The type whose migrations are this database's.</summary>
    public abstract Type ContextType { get; }

    /// <summary>Held while the schema is made or upgraded, and let go by the system if the process dies.</summary>
    public abstract IDisposable LockSchema();

    /// <summary>Opens the transaction of a group of writes so that no other writer, in this process or another, can be inside one.</summary>
    public abstract string Begin { get; }

    /// <summary>Reads the counters, and holds them against any other writer until the group ends.</summary>
    public virtual string ReadClock => Clock.Select;

    /// <summary>
    /// Puts a block of the audit away (the values of <see cref="AuditRows.Into"/>) and moves the clock on with it, as one statement and one transaction
    /// that answers with a row; with none, and nothing done, where the clock no longer stands right before the block. Null where no such
    /// statement spares anything.
    /// </summary>
    public virtual string? AuditAlone => null;

    /// <summary>
    /// The statement that asks another one, of so many values, once for each of several: its own values are arrays, and the last column
    /// is the place, from one on, of the values that a row belongs to. Null where the way to the database costs nothing.
    /// </summary>
    public virtual string? Together(string sql, int values) => null;

    public virtual string Commit => "COMMIT";

    public virtual string Rollback => "ROLLBACK";

    public virtual string Savepoint => "SAVEPOINT work";

    /// <summary>How several rows go into a table at once; where one of them cannot, the work fails.</summary>
    public virtual string InsertSeveral => "INSERT INTO";

    /// <summary>Null where a savepoint needs no letting go.</summary>
    public virtual string? Release => "RELEASE SAVEPOINT work";

    public virtual string RollbackToSavepoint => "ROLLBACK TO SAVEPOINT work";

    /// <summary>Joins in the order written, where the planner would otherwise be tempted by an estimate.</summary>
    public abstract string JoinInOrder { get; }

    /// <summary>The column, but not for the planner to choose an index by: the row is found by its resource.</summary>
    public virtual string Unindexed(string column) => column;

    /// <summary>
    /// Ends a condition that something exists, which is asked of each row met: a planner that was tempted to find all that could match
    /// first would go through a table for it.
    /// </summary>
    public virtual string AskedOfEachRow => "";

    /// <summary>The aggregate that counts, as a whole number of 64 bits.</summary>
    public virtual string Count => "COUNT";

    /// <summary>What everything that begins with a text sorts before, when put after that text.</summary>
    public virtual string Greatest => "\U0010FFFF";

    /// <summary>A number of rows to stop after, for the limit of a statement that is kept.</summary>
    public virtual string Rows(int count, SqlValues values) => values.Add(count);

    /// <summary>After ORDER BY: so many rows at most.</summary>
    public virtual string Limit(string parameter) => $"LIMIT {parameter}";

    /// <summary>Without an order: so many rows at most, whichever.</summary>
    public virtual string AtMost(string parameter) => Limit(parameter);

    /// <summary>A statement that finds out once for each row it meets on what basis it is seen, and stops after the first that are.</summary>
    public abstract string Seen(SeenRows rows);

    /// <summary>A condition that is true when the text column is the parameter to the last space.</summary>
    public virtual string Exactly(string column, string parameter) => $"{column} = {parameter}";

    /// <summary>A condition that is true when the text column contains the parameter.</summary>
    public abstract string Contains(string column, string parameter);

    protected DbContextOptions<TContext> Options<TContext>(string history) where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        Use(options, history);
        return options.Options;
    }

    /// <summary>The steps by which the database would run the query.</summary>
    public abstract IReadOnlyList<string> Plan(Session session, string sql, object?[] values);

    /// <summary>The database cannot be reached or is held by somebody else: worth trying again.</summary>
    public abstract bool IsTransient(DbException exception);

    /// <summary>A row of the table with that key is there already.</summary>
    public abstract bool IsTaken(DbException exception, string table);
}
