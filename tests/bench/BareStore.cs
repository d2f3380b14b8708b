using Microsoft.Data.Sqlite;

namespace Bench;

/// <summary>The ceiling: prepared statements on one connection, and nothing else.</summary>
internal sealed class BareStore
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;
    private readonly SqliteCommand read;
    private readonly SqliteCommand inbox;
    private long next;

    public BareStore(string path, bool reading = false)
    {
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456;");
        if (!reading)
        {
            Execute("CREATE TABLE bare (key INTEGER PRIMARY KEY, id TEXT UNIQUE, body BLOB)");
        }

        insert = Command("INSERT INTO bare (key, id, body) VALUES (@a, @b, @c)", "@a", "@b", "@c");
        read = Command("SELECT v.body FROM locator a JOIN resource r ON r.resource_key = a.resource_key JOIN resource_version v ON v.sequence = r.sequence WHERE a.type = 'Task' AND a.id = @a", "@a");
        inbox = Command(
            "SELECT v.body FROM index_pair d CROSS JOIN resource r ON r.resource_key = d.resource_key JOIN resource_version v ON v.sequence = r.sequence "
            + "WHERE d.pair = (SELECT id FROM parameter WHERE type = 'Task' AND code = 'owner+status') AND d.target_id = @a AND d.target_type = 'Organization' "
            + "AND d.code = (SELECT id FROM name WHERE text = 'requested') ORDER BY d.resource_key DESC LIMIT 20",
            "@a");
    }

    public long Insert(byte[][] bodies)
    {
        Execute("BEGIN IMMEDIATE");
        foreach (var body in bodies)
        {
            insert.Parameters[0].Value = ++next;
            insert.Parameters[1].Value = Guid.CreateVersion7().ToString();
            insert.Parameters[2].Value = body;
            insert.ExecuteNonQuery();
        }

        Execute("COMMIT");
        return next;
    }

    public byte[] Read(string id)
    {
        read.Parameters[0].Value = id;
        return (byte[])read.ExecuteScalar()!;
    }

    public int Inbox(string agency)
    {
        inbox.Parameters[0].Value = agency;
        using var rows = inbox.ExecuteReader();
        var bytes = 0;
        while (rows.Read())
        {
            bytes += rows.GetFieldValue<byte[]>(0).Length;
        }

        return bytes;
    }

    public List<string> Ids(int count)
    {
        using var command = Command($"SELECT id FROM resource WHERE type = 'Task' ORDER BY id DESC LIMIT {count}");
        using var rows = command.ExecuteReader();
        var ids = new List<string>();
        while (rows.Read())
        {
            ids.Add(rows.GetString(0));
        }

        return ids;
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts stand above.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }

        return command;
    }
}
