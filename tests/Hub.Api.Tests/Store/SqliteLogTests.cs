using Hub.Api.Store.Dialects;
using Microsoft.Data.Sqlite;

namespace Hub.Api.Tests.Store;

/// <summary>The frames of a commit go to the log with one write; what is in the files afterwards is what SQLite itself would have left there.</summary>
public sealed class SqliteLogTests
{
    [SqliteFact]
    public async Task What_was_answered_is_in_the_files_however_long_it_is()
    {
        await using var hub = TestStore.Open();
        foreach (var (count, length) in new[] { (1, 1), (1, 4_000), (1, 60_000), (1, 131_072), (1, 1_000_000), (2, 524_288), (5, 900_000) })
        {
            await hub.Store.Write(
                transaction => Enumerable.Range(0, count).Select(number => transaction.Put(
                    TestStore.Valid($$$"""{"resourceType":"Basic","id":"of-{{{length}}}-{{{number}}}","code":{"text":"{{{new string('x', length)}}}"}}"""),
                    TestStore.Stamp($"of-{length}-{number}"))).ToList(),
                default);

            Assert.Equal(("ok", (long)length), AfterPowerFailure(hub.ConnectionString, $"of-{length}-{count - 1}"));
        }
    }

    [SqliteFact]
    public async Task What_is_taken_back_was_never_in_the_log_where_another_process_may_write_meanwhile()
    {
        await using var hub = TestStore.Open();
        await hub.Store.DisposeAsync();
        using var session = new SqliteDialect(hub.ConnectionString).Open(writing: true);
        session.Execute("CREATE TABLE note (number INTEGER PRIMARY KEY, text TEXT)");
        var log = new FileInfo(new SqliteConnectionStringBuilder(hub.ConnectionString).DataSource + "-wal");
        var before = log.Length;
        session.Execute("BEGIN IMMEDIATE");
        for (var number = 0; number < 40; number++)
        {
            session.Execute("INSERT INTO note VALUES (@p0, @p1)", number, new string('x', 1_000_000));
        }

        session.Execute("ROLLBACK");
        log.Refresh();
        hub.Execute("INSERT INTO note VALUES (1000, 'theirs')");
        session.Execute("INSERT INTO note VALUES (2000, 'ours')");

        Assert.Equal(before, log.Length);
        Assert.Equal("ok", hub.Execute("PRAGMA integrity_check"));
        Assert.Equal("theirs, ours", hub.Execute("SELECT group_concat(text, ', ') FROM note"));
    }

    [SqliteFact]
    public async Task The_log_is_made_longer_for_many_commits_at_once_and_what_is_ahead_of_them_is_nothing()
    {
        await using var hub = TestStore.Open();
        var log = new FileInfo(new SqliteConnectionStringBuilder(hub.ConnectionString).DataSource + "-wal");
        var lengths = new List<long>();
        for (var number = 0; number < 60; number++)
        {
            await hub.Put($$$"""{"resourceType":"Basic","id":"of-{{{number}}}","code":{"text":"{{{new string('x', number + 1)}}}"}}""");
            log.Refresh();
            lengths.Add(log.Length);
        }

        Assert.InRange(lengths.Distinct().Count(), 2, 10);
        Assert.Equal(("ok", 60L), AfterPowerFailure(hub.ConnectionString, "of-59"));
    }

    [SqliteFact]
    public async Task A_connection_that_is_let_go_of_twice_or_while_a_statement_is_open_does_no_harm()
    {
        await using var hub = TestStore.Open();
        for (var time = 0; time < 20; time++)
        {
            var connection = (SqliteConnection)new SqliteDialect(hub.ConnectionString).Connect(writing: true);
            SqliteLog.Gather(connection.Handle!);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT id FROM resource";
            var reader = await command.ExecuteReaderAsync();
            await connection.DisposeAsync();
            await connection.DisposeAsync();
            await reader.DisposeAsync();
            GC.Collect();
        }

        await hub.Put("""{"resourceType":"Basic","id":"after","code":{"text":"x"}}""");
        Assert.Equal(("ok", 1L), AfterPowerFailure(hub.ConnectionString, "after"));
    }

    /// <summary>What the database and its log say when nothing else is left: whether it is whole, and how long the text of a resource is.</summary>
    private static (string Whole, long Length) AfterPowerFailure(string connectionString, string id)
    {
        var database = new SqliteConnectionStringBuilder(connectionString).DataSource;
        var folder = Directory.CreateTempSubdirectory("hub-log-");
        try
        {
            var copy = Path.Combine(folder.FullName, "hub.db");
            File.Copy(database, copy);
            File.Copy(database + "-wal", copy + "-wal");
            using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            var whole = (string)command.ExecuteScalar()!;
            command.CommandText = "SELECT length(json_extract(v.body, '$.code.text')) FROM resource r JOIN resource_version v ON v.resource_key = r.resource_key WHERE r.id = $id";
            command.Parameters.AddWithValue("$id", id);
            return (whole, (long)command.ExecuteScalar()!);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
