using System.Data.Common;

namespace Hub.Api.Store.Dialects;

/// <summary>What differs from database to database: how to connect, how a group of writes is fenced, and a few words of SQL.</summary>
internal abstract class Dialect
{
    /// <summary>The database that is named (Sqlite, PostgreSql), or the one that the connection string speaks of when none is.</summary>
    public static Dialect Of(string? provider, string connectionString) => provider?.ToUpperInvariant() switch
    {
        null or "" => Of(connectionString),
        "SQLITE" => new SqliteDialect(connectionString),
        "POSTGRESQL" => new PostgresDialect(connectionString),
        _ => throw new NotSupportedException($"Hub:Database:Provider is {provider}; this hub keeps its records on Sqlite or PostgreSql."),
    };

    /// <summary>A connection string that names a host is PostgreSQL's; one that names a file, SQLite's.</summary>
    public static Dialect Of(string connectionString) =>
        new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey("Host")
            ? new PostgresDialect(connectionString)
            : new SqliteDialect(connectionString);

    /// <summary>The name of the database as a person would know it, without secrets.</summary>
    public abstract string Name { get; }

    public abstract DbConnection Connect(bool writing);

    public virtual Session Open(bool writing) => new(Connect(writing));

    /// <summary>The model with the migrations of this database.</summary>
    public abstract HubContext Context();

    /// <summary>The migrations the database has had; none when it is new.</summary>
    public abstract IReadOnlyList<string> AppliedMigrations();

    /// <summary>The type whose migrations are this database's.</summary>
    public abstract Type ContextType { get; }

    /// <summary>Held while the schema is made or upgraded, and let go by the system if the process dies.</summary>
    public abstract IDisposable LockSchema();

    /// <summary>Opens the transaction of a group of writes so that no other writer, in this process or another, can be inside one.</summary>
    public abstract string Begin { get; }

    /// <summary>Reads the counters, and holds them against any other writer until the group ends.</summary>
    public virtual string ReadClock => Clock.Select;

    public virtual string Commit => "COMMIT";

    public virtual string Rollback => "ROLLBACK";

    public virtual string Savepoint => "SAVEPOINT work";

    public virtual string Release => "RELEASE SAVEPOINT work";

    public virtual string RollbackToSavepoint => "ROLLBACK TO SAVEPOINT work";

    /// <summary>Joins in the order written, where the planner would otherwise be tempted by an estimate.</summary>
    public abstract string JoinInOrder { get; }

    /// <summary>The column, but not for the planner to choose an index by: the row is found by its resource.</summary>
    public virtual string Unindexed(string column) => column;

    /// <summary>A condition that is true when the text column contains the parameter.</summary>
    public abstract string Contains(string column, string parameter);

    /// <summary>The steps by which the database would run the query.</summary>
    public abstract IReadOnlyList<string> Plan(Session session, string sql, object?[] values);

    /// <summary>The database cannot be reached or is held by somebody else: worth trying again.</summary>
    public abstract bool IsTransient(DbException exception);
}
