using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bench.Ratios;

/// <summary>SQLite: readers beside one writer, which commits in groups; a transaction is a commit of its own.</summary>
internal sealed class SqliteCeiling : CeilingStore
{
    private readonly string connectionString;
    private readonly BarePool readers;
    private readonly BareConnection writer;
    private readonly BareConnection lookWriter;
    private readonly Channel<(byte[][] Bodies, TaskCompletionSource Done)> queue;
    private readonly Lock turn = new();
    private long next = FirstNew();
    private long nextLook = FirstNew();

    public SqliteCeiling(string connectionString)
    {
        this.connectionString = connectionString;
        BareConnection.Execute(Connect(connectionString), "CREATE TABLE IF NOT EXISTS bare (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, owner TEXT, status TEXT, body BLOB NOT NULL)");
        readers = new BarePool(Open);
        writer = Open();
        lookWriter = OpenLooks();
        queue = Grouped(Commit);
    }

    public override void Fill(IEnumerable<BareRow> rows)
    {
        using var connection = Connect(connectionString);
        BareConnection.Execute(connection, "DELETE FROM bare");
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO bare VALUES (@number, @id, @owner, @status, @body)";
        foreach (var row in rows)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("@number", row.Number);
            command.Parameters.AddWithValue("@id", row.Id);
            command.Parameters.AddWithValue("@owner", (object?)row.Owner ?? DBNull.Value);
            command.Parameters.AddWithValue("@status", (object?)row.Status ?? DBNull.Value);
            command.Parameters.AddWithValue("@body", row.Body);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        BareConnection.Execute(connection, "CREATE INDEX IF NOT EXISTS bare_inbox ON bare (owner, status, number) WHERE owner IS NOT NULL");
    }

    public override byte[] Read(string id) => readers.Use(reader => reader.Body(id));

    public override List<(string Id, byte[] Body)> Inbox(string owner) => readers.Use(reader => reader.Rows(owner));

    public override Task Insert(byte[] body) => Wait(queue, body);

    public override Task InsertTogether(byte[][] bodies)
    {
        Commit([bodies]);
        return Task.CompletedTask;
    }

    public override void Dispose()
    {
        readers.Dispose();
        writer.Dispose();
        lookWriter.Dispose();
    }

    /// <summary>Into a file of their own: whoever reads has to begin anew after each commit to the file it reads.</summary>
    protected override void AddLook(byte[] facts) => lookWriter.AddLook(++nextLook, facts);

    private void Commit(List<byte[][]> group)
    {
        lock (turn)
        {
            writer.Execute("BEGIN IMMEDIATE");
            foreach (var body in group.SelectMany(bodies => bodies))
            {
                writer.Add(++next, Guid.CreateVersion7().ToString(), body);
            }

            writer.Execute("COMMIT");
        }
    }

    private BareConnection OpenLooks()
    {
        var file = new SqliteConnectionStringBuilder(connectionString);
        file.DataSource += ".looks";
        var connection = Connect(file.ConnectionString);
        BareConnection.Execute(connection, "CREATE TABLE IF NOT EXISTS bare_look (number INTEGER PRIMARY KEY, facts BLOB NOT NULL)");
        return new BareConnection(connection, ReadSql, InboxSql, InsertSql, LookSql);
    }

    private BareConnection Open() => new(Connect(connectionString), ReadSql, InboxSql, InsertSql, LookSql);

    private static SqliteConnection Connect(string connectionString)
    {
        var connection = new SqliteConnection(connectionString + ";Pooling=False");
        connection.Open();
        BareConnection.Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456; PRAGMA cache_size=-16384;");
        return connection;
    }
}

/// <summary>PostgreSQL: every request on a connection of its own, every insert a commit, which the server groups.</summary>
internal sealed class PostgresCeiling : CeilingStore
{
    private readonly string connectionString;
    private readonly BarePool pool;
    private long next = FirstNew();

    public PostgresCeiling(string connectionString)
    {
        this.connectionString = connectionString + ";Pooling=False;Max Auto Prepare=20;Auto Prepare Min Usages=1";
        using var connection = Connect();
        BareConnection.Execute(connection, "CREATE TABLE IF NOT EXISTS bare (number bigint PRIMARY KEY, id text NOT NULL UNIQUE, owner text, status text, body bytea NOT NULL)");
        BareConnection.Execute(connection, "CREATE TABLE IF NOT EXISTS bare_look (number bigint PRIMARY KEY, facts bytea NOT NULL)");
        pool = new BarePool(() => new BareConnection(Connect(), ReadSql, InboxSql, InsertSql, LookSql));
    }

    public override void Fill(IEnumerable<BareRow> rows)
    {
        using var connection = Connect();
        BareConnection.Execute(connection, "TRUNCATE bare");
        using (var copy = connection.BeginBinaryImport("COPY bare FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var row in rows)
            {
                copy.WriteRow(row.Number, row.Id, row.Owner, row.Status, row.Body);
            }

            copy.Complete();
        }

        BareConnection.Execute(connection, "CREATE INDEX IF NOT EXISTS bare_inbox ON bare (owner, status, number) WHERE owner IS NOT NULL");
        BareConnection.Execute(connection, "ANALYZE bare");
    }

    public override byte[] Read(string id) => pool.Use(connection => connection.Body(id));

    public override List<(string Id, byte[] Body)> Inbox(string owner) => pool.Use(connection => connection.Rows(owner));

    public override Task Insert(byte[] body)
    {
        pool.Use(connection =>
        {
            connection.Add(Interlocked.Increment(ref next), Guid.CreateVersion7().ToString(), body);
            return true;
        });
        return Task.CompletedTask;
    }

    public override Task InsertTogether(byte[][] bodies)
    {
        pool.Use(connection =>
        {
            connection.Execute("BEGIN");
            foreach (var body in bodies)
            {
                connection.Add(Interlocked.Increment(ref next), Guid.CreateVersion7().ToString(), body);
            }

            connection.Execute("COMMIT");
            return true;
        });
        return Task.CompletedTask;
    }

    public override void Dispose() => pool.Dispose();

    protected override void AddLook(byte[] facts) => pool.Use(connection =>
    {
        connection.AddLook(Interlocked.Increment(ref next), facts);
        return true;
    });

    private NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return connection;
    }
}
