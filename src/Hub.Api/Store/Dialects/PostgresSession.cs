using System.Data.Common;
using System.Globalization;
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
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private NpgsqlBatch waiting = new(connection);

    public override void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        HasChanged = true;
        Add(sql, values);
        if (waiting.BatchCommands.Count >= MostWaiting)
        {
            Flush();
        }
    }

    public override void Flush()
    {
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
        var taken = waiting;
        waiting = new NpgsqlBatch(connection);
        return taken;
    }

    private void Add(string sql, ReadOnlySpan<object?> values)
    {
        GoAhead();
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

        waiting.BatchCommands.Add(command);
    }

    /// <summary>Text and nothing look alike to a prepared statement, which takes the type from where they stand.</summary>
    private static NpgsqlParameter Parameter(object? value) => value is null or string
        ? new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown }
        : new NpgsqlParameter { Value = value };

    /// <summary>The text with the places of its parameters, which PostgreSQL counts from one.</summary>
    public static string Placed(string sql) =>
        Named().Replace(sql, name => $"${int.Parse(name.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1}");

    [GeneratedRegex("@p([0-9]+)")]
    private static partial Regex Named();
}
