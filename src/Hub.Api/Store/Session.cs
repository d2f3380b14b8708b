using System.Data;
using System.Data.Common;
using Hub.Api.Store.Dialects;

namespace Hub.Api.Store;

/// <summary>One connection and the statements prepared on it. Not for two threads at a time.</summary>
internal class Session(DbConnection connection, Dialect dialect) : IDisposable
{
    private const int MaxPrepared = 400;
    private const int RowsAtOnce = 12;
    private readonly Dictionary<string, DbCommand> prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<(Insertion Into, int Rows), string> insertions = [];

    /// <summary>The words of the database at the other end.</summary>
    public Dialect Dialect => dialect;

    /// <summary>What goes before the next statement, if there is a next one.</summary>
    public string? Ahead { get; set; }

    /// <summary>True when something was changed since this was last set to false.</summary>
    public bool HasChanged { get; set; }

    public virtual void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        HasChanged = true;
        Bind(sql, values).ExecuteNonQuery();
    }

    /// <summary>Adds rows to a table: their values, one row after the other.</summary>
    public virtual void Insert(Insertion into, params ReadOnlySpan<object?> rows)
    {
        for (var left = rows; left.Length > 0;)
        {
            var some = left[..Math.Min(left.Length, RowsAtOnce * into.Width)];
            Execute(Text(into, some.Length / into.Width), some);
            left = left[some.Length..];
        }
    }

    /// <summary>False once the database has gone: whatever is asked of this connection fails, each time in other words.</summary>
    public bool IsOpen => connection.State == ConnectionState.Open;

    /// <summary>True where the rows are on several machines, by person.</summary>
    public virtual bool IsSpread => false;

    /// <summary>What is asked next sees all that was committed; where it has a number, all that was committed when that was the number of changes.</summary>
    public virtual void See(long? changes)
    {
    }

    /// <summary>Nothing will be asked for a while.</summary>
    public virtual void Rest()
    {
    }

    /// <summary>True once each time that so much was written that it is time to tidy up.</summary>
    public virtual bool IsTimeToTidy() => false;

    /// <summary>Puts what was written where it belongs, as far as nobody looks at it, while others write.</summary>
    public virtual void Carry()
    {
    }

    /// <summary>Puts the rest of it where it belongs, while nobody looks.</summary>
    public virtual void Tidy()
    {
    }

    /// <summary>What was executed has reached the database.</summary>
    public virtual void Flush()
    {
    }

    /// <summary>Set when the database refused something of the group after the work it belongs to had gone on.</summary>
    public DbException? Refused { get; protected set; }

    public virtual T? First<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using var reader = Ask(sql, values);
        return reader.Read() ? map(reader) : default;
    }

    /// <summary>
    /// Whether there is a row, of what stands in one person's file, the records and the grants, or in nobody's: it need not wait for what
    /// was written into the files of others.
    /// </summary>
    public virtual bool HoldsIn(int personKey, string sql, params ReadOnlySpan<object?> values) => First(sql, static _ => true, values);

    /// <summary>
    /// Asks at once, where that spares ways to the database, what <see cref="HoldsIn"/> is going to ask of several files, each with values
    /// of its own, of which the first is the person.
    /// </summary>
    public virtual void AskAhead(string sql, IReadOnlyList<object[]> asked)
    {
    }

    public virtual List<T> All<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using var reader = Ask(sql, values);
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    public virtual void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    protected virtual void Bind(DbParameter parameter, object? value) => parameter.Value = value ?? DBNull.Value;

    /// <summary>The text is the store's own; whatever a caller sent is bound as a value.</summary>
    protected virtual DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    /// <summary>What the parameter of that place is called in the text.</summary>
    protected virtual string NameOf(int place) => $"@p{place}";

    protected virtual DbDataReader Ask(string sql, ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    /// <summary>The statement that adds so many rows.</summary>
    protected string Text(Insertion into, int rows) =>
        insertions.TryGetValue((into, rows), out var text) ? text : insertions[(into, rows)] = into.Sql(dialect.InsertSeveral, rows);

    protected void GoAhead()
    {
        if (Ahead is { } first)
        {
            Ahead = null;
            Execute(first);
        }
    }

    private DbCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        GoAhead();
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = Prepare(sql, values.Length);
        }

        for (var i = 0; i < values.Length; i++)
        {
            Bind(command.Parameters[i], values[i]);
        }

        return command;
    }

    private DbCommand Prepare(string sql, int count)
    {
        if (prepared.Count >= MaxPrepared)
        {
            Forget();
        }

        var command = Command(sql);
        for (var i = 0; i < count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = NameOf(i);
            command.Parameters.Add(parameter);
        }

        return prepared[sql] = command;
    }

    private void Forget()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        prepared.Clear();
    }
}
