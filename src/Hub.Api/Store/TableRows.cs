using System.Runtime.InteropServices;

namespace Hub.Api.Store;

/// <summary>The rows that are to be added to one table, inserted together.</summary>
internal sealed class TableRows(string table, params string[] columns)
{
    private readonly Insertion insertion = new(table, columns);
    private readonly List<object?> values = [];

    public string Table => insertion.Table;

    public void Add(params ReadOnlySpan<object?> row) => values.AddRange(row);

    public void Insert(Session session)
    {
        session.Insert(insertion, CollectionsMarshal.AsSpan(values));
        values.Clear();
    }

    public void Clear() => values.Clear();
}
