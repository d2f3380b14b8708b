using Hub.Api.Accounts;
using Hub.Api.Store;
using Hub.Api.Store.Dialects;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Tests.Store;

public sealed class SchemaTests
{
    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Host=nowhere")]
    [InlineData("Server=nowhere")]
    public void The_one_migration_of_each_database_is_up_to_date_with_the_model(string connectionString)
    {
        var dialect = Dialect.Of(connectionString);
        using var context = dialect.Context();

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Single(Schema.Known(dialect.ContextType));
        using var accounts = AccountsContexts.Alone(dialect);
        Assert.False(accounts.Database.HasPendingModelChanges());
        Assert.Single(Schema.Known(accounts.GetType()));
    }

    [Fact]
    public void Accounts_newer_than_the_program_are_refused()
    {
        using var database = new TestDatabase();
        var dialect = Dialect.Of(database.ConnectionString);
        Upgrade(dialect);
        database.Execute("INSERT INTO account_migrations VALUES ('99990101000000_Future', '99')");

        var refusal = Assert.Throws<CannotStartException>(() => Upgrade(dialect));

        Assert.Contains("99990101000000_Future", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounts_are_made_once_however_many_processes_start_at_once()
    {
        using var database = new TestDatabase();

        await Parallel.ForAsync(0, 4, (_, _) =>
        {
            Upgrade(Dialect.Of(database.ConnectionString));
            return ValueTask.CompletedTask;
        });

        Assert.Equal(1L, database.Execute("SELECT COUNT(*) FROM account_migrations"));
    }

    private static void Upgrade(Dialect dialect)
    {
        using var accounts = AccountsContexts.Alone(dialect);
        Schema.Upgrade(dialect, accounts.GetType(), AccountsContext.History, () => accounts);
    }

    [Fact]
    public async Task A_schema_newer_than_the_program_is_refused()
    {
        await using var hub = TestStore.Open();
        hub.Execute("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Future', '99')");

        var refusal = await Assert.ThrowsAsync<CannotStartException>(hub.Reopen);

        Assert.Contains("99990101000000_Future", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_processes_may_start_on_a_new_database_at_once()
    {
        using var database = new TestDatabase();

        await Parallel.ForAsync(0, 4, (_, _) =>
        {
            Schema.Upgrade(Dialect.Of(database.ConnectionString));
            return ValueTask.CompletedTask;
        });

        Assert.Equal(1L, database.Execute("SELECT COUNT(*) FROM clock"));
    }

    [SqliteFact]
    public async Task A_start_that_was_killed_while_migrating_does_not_block_the_next()
    {
        await using var hub = TestStore.Open();
        hub.Execute("DELETE FROM __EFMigrationsHistory; CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL); "
            + "INSERT OR REPLACE INTO __EFMigrationsLock VALUES (1, '2026-01-01'); DROP TABLE outbox;");

        var start = Task.Run(hub.Reopen);

        Assert.Same(start, await Task.WhenAny(start, Task.Delay(TimeSpan.FromSeconds(20))));
        Assert.IsType<SqliteException>((await Assert.ThrowsAsync<CannotStartException>(() => start)).InnerException);
    }

    [SqliteTheory]
    [InlineData(true, "synchronous", 2L)]
    [InlineData(true, "journal_mode", "wal")]
    [InlineData(true, "cache_spill", 0L)]
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
}
