using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Hub.Api.Tests.Store;

/// <summary>A file, or a schema of a PostgreSQL database, for one test.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly string name = $"hub_{Guid.NewGuid():N}";
    private readonly string? folder;

    public TestDatabase()
    {
        if (Postgres is { } server)
        {
            ConnectionString = $"{server};Search Path={name}";
            Execute($"CREATE SCHEMA {name}");
        }
        else
        {
            folder = Directory.CreateTempSubdirectory("hub-store-").FullName;
            ConnectionString = $"Data Source={Path.Combine(folder, "hub.db")}";
        }
    }

    public static string? Postgres { get; } = Environment.GetEnvironmentVariable("HUB_TEST_POSTGRES");

    public string ConnectionString { get; }

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
        if (folder is null)
        {
            Execute($"DROP SCHEMA {name} CASCADE");
        }
        else
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private DbConnection Connect() => folder is null
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
