using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Hub.Api.Store.Dialects;

/// <summary>Statements go to SQLite directly, which takes half the time of a command, are read once and kept.</summary>
internal sealed class SqliteSession(SqliteConnection connection, Dialect dialect) : Session(connection, dialect)
{
    private const int MaxPrepared = 400;
    private const long LongestView = 200;
    private const int MostPages = 20_000;
    private readonly Dictionary<string, Prepared> prepared = new(StringComparer.Ordinal);
    private long? seen;
    private long since;

    public override void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        HasChanged = true;
        var statement = Bound(sql, values).Statement;
        try
        {
            Step(statement);
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    public override T? First<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
        where T : default
    {
        var (statement, row, _) = Bound(sql, values);
        try
        {
            return Step(statement) ? map(row) : default;
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    public override List<T> All<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        var (statement, row, _) = Bound(sql, values);
        try
        {
            var rows = new List<T>();
            while (Step(statement))
            {
                rows.Add(map(row));
            }

            return rows;
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    /// <summary>
    /// A connection forgets all pages it has at hand when it begins to read after another has committed. So it goes on reading in one
    /// transaction as long as that shows all there is to see, and not for long: what it sees cannot be tidied up meanwhile.
    /// </summary>
    public override void See(long? changes)
    {
        var now = Environment.TickCount64;
        if (changes is not null && changes == seen && now - since < LongestView)
        {
            return;
        }

        Rest();
        if (changes is not null)
        {
            Execute("BEGIN");
            (seen, since) = (changes, now);
        }
    }

    public override void Rest()
    {
        if (seen is not null)
        {
            seen = null;
            Execute("COMMIT");
        }
    }

    public override bool IsTimeToTidy()
    {
        _ = raw.sqlite3_db_status(connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0);
        return pages > MostPages && raw.sqlite3_db_status(connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out _, out _, 1) == raw.SQLITE_OK;
    }

    /// <summary>
    /// Again while much has come meanwhile. SQLite syncs the database only when nothing has, so it is done here: the writer would wait for
    /// all of it otherwise.
    /// </summary>
    public override void Carry()
    {
        const int most = 3;
        const int few = 500;
        for (var (times, left) = (0, int.MaxValue); times < most && left > few; times++)
        {
            _ = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var frames, out var carried);
            SqliteFile.Sync(connection.Handle!);
            left = frames - carried;
        }
    }

    /// <summary>
    /// Into the database goes what stands in the log, and the log begins anew: left to itself, SQLite would add to it as long as there
    /// is always somebody who reads, and go through all of it at every commit.
    /// </summary>
    public override void Tidy()
    {
        _ = raw.sqlite3_busy_timeout(connection.Handle, 10);
        _ = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_RESTART, out _, out _);
        _ = raw.sqlite3_busy_timeout(connection.Handle, connection.DefaultTimeout * 1000);
    }

    public override void Dispose()
    {
        Forget();
        base.Dispose();
    }

    private static int Bind(sqlite3_stmt statement, int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        int number => raw.sqlite3_bind_int(statement, place, number),
        double number => raw.sqlite3_bind_double(statement, place, number),
        string text => Bind(statement, place, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        _ => throw new ArgumentException($"The store does not keep values of type {value.GetType().Name}.", nameof(value)),
    };

    private static int Bind(sqlite3_stmt statement, int place, string text)
    {
        const int onStack = 256;
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (length <= onStack)
        {
            Span<byte> bytes = stackalloc byte[onStack];
            return raw.sqlite3_bind_text(statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            return raw.sqlite3_bind_text(statement, place, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private Prepared Bound(string sql, ReadOnlySpan<object?> values)
    {
        var known = Statement(sql, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            // A part of a search may give a value that no condition then needs.
            if (known.Places[i] > 0)
            {
                Check(Bind(known.Statement, known.Places[i], values[i]));
            }
        }

        return known;
    }

    /// <summary>False after the last row.</summary>
    private bool Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        Check(result is raw.SQLITE_ROW or raw.SQLITE_DONE ? raw.SQLITE_OK : result);
        return result == raw.SQLITE_ROW;
    }

    private Prepared Statement(string sql, int count)
    {
        GoAhead();
        if (prepared.TryGetValue(sql, out var known))
        {
            return known;
        }

        if (prepared.Count >= MaxPrepared)
        {
            Forget();
        }

        Check(raw.sqlite3_prepare_v3(connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        var places = Enumerable.Range(0, count)
            .Select(i => raw.sqlite3_bind_parameter_index(statement, string.Create(CultureInfo.InvariantCulture, $"@p{i}"))).ToArray();
        return prepared[sql] = new Prepared(statement, new SqliteRow(statement), places);
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, connection.Handle);

    private void Forget()
    {
        foreach (var one in prepared.Values)
        {
            one.Statement.Dispose();
        }

        prepared.Clear();
    }

    private sealed record Prepared(sqlite3_stmt Statement, SqliteRow Row, int[] Places);
}
