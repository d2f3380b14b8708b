using System.Data.Common;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace Hub.Api.Store.Dialects;

/// <summary>
/// The session of the writer. What changes something waits until something is asked, or the group commits, and goes out with it: one
/// way to the server and back where there were ten. A statement that fails fails there, and with it the group.
/// </summary>
internal sealed partial class PostgresSession(NpgsqlConnection connection, Dialect dialect) : Session(connection, dialect)
{
    private const int MostWaiting = 500;
    private const int MostRows = 16;
    private const int MostValues = 20_000;
    private const int MostBytes = 1024 * 1024;
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>Rows that were inserted one after the other, with nothing else in between: those of a table go in together.</summary>
    private readonly Dictionary<Insertion, List<object?>> together = [];

    /// <summary>In whose files rows wait.</summary>
    private readonly HashSet<int> persons = [];

    /// <summary>True when what waits may concern anybody's file.</summary>
    private bool anybody;
    private NpgsqlBatch waiting = new(connection);
    private int gathered;

    /// <summary>What this group has found out of files, until something may have been written there.</summary>
    private readonly Dictionary<int, List<(string Sql, object?[] Values, bool Held)>> held = [];
    private bool? isSpread;

    public override bool IsSpread => isSpread ??= PostgresDialect.IsSpread(this);

    public override void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        HasChanged = true;
        anybody = true;
        held.Clear();
        Add(sql, values);
        if (waiting.BatchCommands.Count >= MostWaiting)
        {
            Flush();
        }
    }

    public override void Insert(Insertion into, params ReadOnlySpan<object?> rows)
    {
        HasChanged = true;
        GoAhead();
        for (var row = rows; row.Length > 0; row = row[into.Width..])
        {
            if (into.Person(row) is { } person)
            {
                persons.Add(person);
                held.Remove(person);
            }
        }

        (CollectionsMarshal.GetValueRefOrAddDefault(together, into, out _) ??= []).AddRange(rows);
        gathered += rows.Length;
        if (gathered > MostValues)
        {
            Flush();
        }
    }

    public override bool HoldsIn(int personKey, string sql, params ReadOnlySpan<object?> values)
    {
        if (held.TryGetValue(personKey, out var known))
        {
            foreach (var (asked, with, answer) in known)
            {
                if (asked == sql && values.SequenceEqual(with))
                {
                    return answer;
                }
            }
        }

        return Keep(personKey, sql, values.ToArray(), anybody || persons.Contains(personKey) ? base.HoldsIn(personKey, sql, values) : HoldsApart(sql, values));
    }

    public override void AskAhead(string sql, IReadOnlyList<object[]> asked)
    {
        if (asked.Count < 2 || IsSpread)
        {
            return;
        }

        var columns = Enumerable.Range(0, asked[0].Length).Select(place => Column(asked, place)).ToArray();
        var numbers = All(Dialect.Together(sql, columns.Length)!, row => row.GetInt64(row.FieldCount - 1), columns).ToHashSet();
        for (var i = 0; i < asked.Count; i++)
        {
            Keep((int)asked[i][0], sql, asked[i], numbers.Contains(i + 1));
        }
    }

    public override void Flush()
    {
        Gather();
        if (waiting.BatchCommands.Count > 0)
        {
            using var sent = Take();
            Send(sent.ExecuteNonQuery);
        }
    }

    protected override DbDataReader Ask(string sql, ReadOnlySpan<object?> values)
    {
        Add(sql, values);
        return Send(() => Take().ExecuteReader());
    }

    public override void Dispose()
    {
        waiting.Dispose();
        base.Dispose();
    }

    private static Array Column(IReadOnlyList<object[]> rows, int place)
    {
        var column = Array.CreateInstance(rows[0][place].GetType(), rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            column.SetValue(rows[i][place], i);
        }

        return column;
    }

    private bool Keep(int personKey, string sql, object?[] values, bool answer)
    {
        (CollectionsMarshal.GetValueRefOrAddDefault(held, personKey, out _) ??= []).Add((sql, values, answer));
        return answer;
    }

    private bool HoldsApart(string sql, ReadOnlySpan<object?> values)
    {
        using var apart = new NpgsqlBatch(connection);
        apart.BatchCommands.Add(Command(sql, values));
        using var reader = Send(() => apart.ExecuteReader());
        return reader.Read();
    }

    /// <summary>An error of data or of a constraint is of one statement; any other, of the connection.</summary>
    private T Send<T>(Func<T> send)
    {
        try
        {
            return send();
        }
        catch (PostgresException exception) when (exception.SqlState[..2] is "22" or "23")
        {
            Refused = exception;
            throw;
        }
    }

    private NpgsqlBatch Take()
    {
        Gather();
        persons.Clear();
        anybody = false;
        var taken = waiting;
        waiting = new NpgsqlBatch(connection);
        return taken;
    }

    private void Add(string sql, ReadOnlySpan<object?> values)
    {
        GoAhead();
        Gather();
        waiting.BatchCommands.Add(Command(sql, values));
    }

    /// <summary>The rows as statements of 16, 8, 4, 2 and 1 of them: few lengths, so few statements to prepare.</summary>
    private void Gather()
    {
        if (gathered == 0)
        {
            return;
        }

        foreach (var (into, all) in together)
        {
            for (var left = (ReadOnlySpan<object?>)CollectionsMarshal.AsSpan(all); left.Length > 0;)
            {
                var some = Fitting(left, into.Width);
                waiting.BatchCommands.Add(Command(Text(into, some), left[..(some * into.Width)]));
                left = left[(some * into.Width)..];
            }

            all.Clear();
        }

        gathered = 0;
    }

    /// <summary>How many of the rows go into one statement: it is one message to the server, which bodies must not make too long.</summary>
    private static int Fitting(ReadOnlySpan<object?> rows, int width)
    {
        var some = Math.Min(MostRows, 1 << BitOperations.Log2((uint)(rows.Length / width)));
        while (some > 1 && Bytes(rows[..(some * width)]) > MostBytes)
        {
            some /= 2;
        }

        return some;
    }

    private static long Bytes(ReadOnlySpan<object?> values)
    {
        var bytes = 0L;
        foreach (var value in values)
        {
            bytes += value is byte[] body ? body.Length : 0;
        }

        return bytes;
    }

    private NpgsqlBatchCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!texts.TryGetValue(sql, out var text))
        {
            text = texts[sql] = Placed(sql);
        }

#pragma warning disable CA2100 // The store's own text; whatever a caller sent is bound as a value.
        var command = new NpgsqlBatchCommand(text);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(Parameter(value));
        }

        return command;
    }

    /// <summary>Text and nothing look alike to a prepared statement, which takes the type from where they stand.</summary>
    private static NpgsqlParameter Parameter(object? value) => value is null or string
        ? new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown }
        : new NpgsqlParameter { Value = value };

    /// <summary>The text with the places of its parameters, which PostgreSQL counts from one.</summary>
    public static string Placed(string sql) =>
        Named().Replace(sql, name => $"${int.Parse(name.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1}");

    [GeneratedRegex("@p([0-9]+)")]
    public static partial Regex Named();
}
