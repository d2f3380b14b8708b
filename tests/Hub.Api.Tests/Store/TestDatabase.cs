using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hub.Api.Tests.Store;

/// <summary>A file, a schema of a PostgreSQL database, or a database of a SQL Server, for one test or one hub.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly string name = $"hub_{Guid.NewGuid():N}";
    private readonly string folder = Directory.CreateTempSubdirectory("hub-store-").FullName;
    private readonly string? server;
    private readonly string provider;
    private readonly bool isShared;

    /// <summary>On the server given (PostgreSQL), which the test ends itself, else on the one the environment names, else in a file.</summary>
    public TestDatabase(string? server = null)
        : this(server ?? Postgres ?? SqlServer, (server ?? Postgres) is not null ? "PostgreSql" : SqlServer is not null ? "SqlServer" : "Sqlite") => isShared = server is null;

    private TestDatabase(string? server, string provider)
    {
        (this.server, this.provider) = (server, provider);
        (ConnectionString, var make) = provider switch
        {
            "PostgreSql" => ($"{server};Search Path={name}", $"CREATE SCHEMA {name}"),
            "SqlServer" => ($"{server};Database={name}", $"CREATE DATABASE {name}; ALTER DATABASE {name} SET READ_COMMITTED_SNAPSHOT ON"),
            _ => ($"Data Source={Path.Combine(folder, "hub.db")}", "SELECT 1"),
        };
        Around(make);
    }

    /// <summary>The server that the tests use instead of a file, if any.</summary>
    public static string? Postgres { get; } = Environment.GetEnvironmentVariable("HUB_TEST_POSTGRES");

    /// <summary>A SQL Server whose login may make databases.</summary>
    public static string? SqlServer { get; } = Environment.GetEnvironmentVariable("HUB_TEST_SQLSERVER");

    public string ConnectionString { get; }

    /// <summary>What a hub is told so that it keeps everything here.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Hub:Database:Provider"] = provider,
        ["Hub:Database:ConnectionString"] = ConnectionString,
    };

    /// <summary>In a file, whatever the environment names.</summary>
    public static TestDatabase InFile() => new(null, "Sqlite");

    /// <summary>Rows of every table but for the bookkeeping of the database itself.</summary>
    public IReadOnlyDictionary<string, long> RowCounts()
    {
        var tables = ((string)Execute(provider switch
        {
            "PostgreSql" => $"SELECT string_agg(table_name, ',') FROM information_schema.tables WHERE table_schema = '{name}'",
            "SqlServer" => "SELECT STRING_AGG(name, ',') FROM sys.tables",
            _ => "SELECT group_concat(name) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        })!).Split(',');
        return tables.ToDictionary(table => table, table => (long)Execute($"SELECT count(*) FROM \"{table}\"")!);
    }

    /// <summary>The first value of the first row, whole numbers as long.</summary>
    public object? Execute(string sql) => Execute(Connect(ConnectionString), sql);

    public void Dispose()
    {
        if (provider == "PostgreSql" && isShared)
        {
            Execute($"SET client_min_messages = error; DROP SCHEMA {name} CASCADE");
        }
        else if (provider == "SqlServer")
        {
            Around($"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}");
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Said to the server as it was named, not to the database of the test.</summary>
    private void Around(string sql) => Execute(Connect(server ?? ConnectionString), sql);

    private static object? Execute(DbConnection connection, string sql)
    {
        using (connection)
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are those of the tests.
            command.CommandText = sql;
#pragma warning restore CA2100
            return command.ExecuteScalar() is var value && value is int number ? (long)number : value;
        }
    }

    private DbConnection Connect(string connectionString) => provider switch
    {
        "PostgreSql" => new NpgsqlConnection(connectionString + ";Pooling=False"),
        "SqlServer" => new SqlConnection(connectionString + ";Pooling=False"),
        _ => new SqliteConnection(connectionString + ";Pooling=False"),
    };
}

/// <summary>A test of what SQLite alone does.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute() => Skip = (TestDatabase.Postgres ?? TestDatabase.SqlServer) is null ? null : "About SQLite.";
}

/// <summary>A table of tests of what SQLite alone does.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SqliteTheoryAttribute : TheoryAttribute
{
    public SqliteTheoryAttribute() => Skip = (TestDatabase.Postgres ?? TestDatabase.SqlServer) is null ? null : "About SQLite.";
}

/// <summary>A test of what PostgreSQL alone does: several nodes over one database, and how that refuses.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = TestDatabase.Postgres is not null ? null : "About PostgreSQL.";
}
