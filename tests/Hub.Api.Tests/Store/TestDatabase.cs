using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hub.Api.Tests.Store;

/// <summary>A file, or a schema of a PostgreSQL database, for one test or one hub.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly string name = $"hub_{Guid.NewGuid():N}";
    private readonly string folder = Directory.CreateTempSubdirectory("hub-store-").FullName;
    private readonly bool onServer;
    private readonly bool isShared;

    /// <summary>On the server given, which the test ends itself, else on the one the environment names, else in a file.</summary>
    public TestDatabase(string? server = null)
    {
        isShared = server is null;
        server ??= Postgres;
        onServer = server is not null;
        ConnectionString = onServer ? $"{server};Search Path={name}" : $"Data Source={Path.Combine(folder, "hub.db")}";
        if (onServer)
        {
            Execute($"CREATE SCHEMA {name}");
        }
    }

    public static string? Postgres { get; } = Environment.GetEnvironmentVariable("HUB_TEST_POSTGRES");

    public string ConnectionString { get; }

    /// <summary>What a hub is told so that it keeps everything here.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Hub:Database:Provider"] = onServer ? "PostgreSql" : "Sqlite",
        ["Hub:Database:ConnectionString"] = ConnectionString,
        ["Hub:Portal:Accounts"] = onServer ? $"Data Source={Path.Combine(folder, "accounts.db")};Pooling=False" : ConnectionString,
    };

    /// <summary>Rows of every table but for the bookkeeping of the database itself.</summary>
    public IReadOnlyDictionary<string, long> RowCounts()
    {
        var tables = ((string)Execute(onServer
            ? $"SELECT string_agg(table_name, ',') FROM information_schema.tables WHERE table_schema = '{name}'"
            : "SELECT group_concat(name) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")!).Split(',');
        return tables.ToDictionary(table => table, table => (long)Execute($"SELECT count(*) FROM \"{table}\"")!);
    }

    /// <summary>The first value of the first row, whole numbers as long.</summary>
    public object? Execute(string sql)
    {
        using var connection = Connect();
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are those of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar() is var value && value is int number ? (long)number : value;
    }

    public void Dispose()
    {
        if (onServer && isShared)
        {
            Execute($"SET client_min_messages = error; DROP SCHEMA {name} CASCADE");
        }

        Directory.Delete(folder, recursive: true);
    }

    private DbConnection Connect() => onServer
        ? new NpgsqlConnection(ConnectionString + ";Pooling=False")
        : new SqliteConnection(ConnectionString + ";Pooling=False");
}

/// <summary>A test of what SQLite alone does.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute() => Skip = TestDatabase.Postgres is null ? null : "About SQLite.";
}

/// <summary>A table of tests of what SQLite alone does.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SqliteTheoryAttribute : TheoryAttribute
{
    public SqliteTheoryAttribute() => Skip = TestDatabase.Postgres is null ? null : "About SQLite.";
}
