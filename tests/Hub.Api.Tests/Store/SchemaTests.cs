using Hub.Api.Store;
using Hub.Api.Store.Dialects;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Tests.Store;

public sealed class SchemaTests
{
    [Fact]
    public void The_migration_is_up_to_date_with_the_model()
    {
        using var context = new SqliteDialect("Data Source=:memory:").Context();

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Single(Schema.Known(typeof(SqliteHubContext)));
    }

    [Fact]
    public async Task A_schema_newer_than_the_program_is_refused()
    {
        await using var hub = TestStore.Open();
        Execute(hub, "INSERT INTO __EFMigrationsHistory VALUES ('99990101000000_Future', '99')");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(hub.Reopen);

        Assert.Contains("99990101000000_Future", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_processes_may_start_on_a_new_database_at_once()
    {
        await using var hub = TestStore.Open();
        var connectionString = hub.ConnectionString.Replace("hub.db", "new.db", StringComparison.Ordinal);

        await Parallel.ForAsync(0, 4, (_, _) =>
        {
            Schema.Upgrade(new SqliteDialect(connectionString));
            return ValueTask.CompletedTask;
        });

        Assert.Equal(1L, Execute(hub, "SELECT COUNT(*) FROM clock", connectionString));
    }

    [Fact]
    public async Task A_start_that_was_killed_while_migrating_does_not_block_the_next()
    {
        await using var hub = TestStore.Open();
        Execute(hub, "DELETE FROM __EFMigrationsHistory; CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL); "
            + "INSERT OR REPLACE INTO __EFMigrationsLock VALUES (1, '2026-01-01'); DROP TABLE outbox;");

        var start = Task.Run(hub.Reopen);

        Assert.Same(start, await Task.WhenAny(start, Task.Delay(TimeSpan.FromSeconds(20))));
        await Assert.ThrowsAsync<SqliteException>(() => start);
    }

    [Theory]
    [InlineData(true, "synchronous", 2L)]
    [InlineData(true, "journal_mode", "wal")]
    [InlineData(false, "query_only", 1L)]
    public async Task Commits_are_synced_and_readers_cannot_write(bool writing, string pragma, object expected)
    {
        await using var hub = TestStore.Open();
        using var connection = new SqliteDialect(hub.ConnectionString).Connect(writing);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100
        command.CommandText = $"PRAGMA {pragma}";
#pragma warning restore CA2100

        Assert.Equal(expected, command.ExecuteScalar());
    }

    private static object? Execute(TestStore hub, string sql, string? connectionString = null)
    {
        using var connection = new SqliteConnection((connectionString ?? hub.ConnectionString) + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
