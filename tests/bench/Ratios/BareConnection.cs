using System.Collections.Concurrent;
using System.Data.Common;

namespace Bench.Ratios;

/// <summary>Prepared statements of one connection.</summary>
internal sealed class BareConnection : IDisposable
{
    private readonly DbConnection connection;

    public BareConnection(DbConnection connection, string read, string inbox, string insert, string look)
    {
        this.connection = connection;
        Read = Prepared(read, 1);
        Inbox = Prepared(inbox, 1);
        Insert = Prepared(insert, 3);
        Look = Prepared(look, 2);
    }

    public DbCommand Read { get; }

    public DbCommand Inbox { get; }

    public DbCommand Insert { get; }

    public DbCommand Look { get; }

    public static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts stand in this folder.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Execute(string sql) => Execute(connection, sql);

    public void Add(long number, string id, byte[] body)
    {
        Insert.Parameters[0].Value = number;
        Insert.Parameters[1].Value = id;
        Insert.Parameters[2].Value = body;
        Insert.ExecuteNonQuery();
    }

    public void AddLook(long number, byte[] facts)
    {
        Look.Parameters[0].Value = number;
        Look.Parameters[1].Value = facts;
        Look.ExecuteNonQuery();
    }

    public List<(string Id, byte[] Body)> Rows(string owner)
    {
        Inbox.Parameters[0].Value = owner;
        using var reader = Inbox.ExecuteReader();
        var rows = new List<(string Id, byte[] Body)>(20);
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        }

        return rows;
    }

    public byte[] Body(string id)
    {
        Read.Parameters[0].Value = id;
        return (byte[])Read.ExecuteScalar()!;
    }

    public void Dispose()
    {
        Read.Dispose();
        Inbox.Dispose();
        Insert.Dispose();
        Look.Dispose();
        connection.Dispose();
    }

    private DbCommand Prepared(string sql, int parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts stand in this folder.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{(char)('a' + i)}";
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

/// <summary>Connections kept open, one for each request under way.</summary>
internal sealed class BarePool(Func<BareConnection> open) : IDisposable
{
    private readonly ConcurrentBag<BareConnection> idle = [];

    public T Use<T>(Func<BareConnection, T> use)
    {
        var connection = idle.TryTake(out var kept) ? kept : open();
        var result = use(connection);
        idle.Add(connection);
        return result;
    }

    public void Dispose()
    {
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }
}
