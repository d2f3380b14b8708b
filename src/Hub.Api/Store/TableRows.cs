using System.Globalization;
using Hub.Api.Store.Dialects;

namespace Hub.Api.Store;

/// <summary>The rows that are to be added to one table, inserted by as few statements as there can be.</summary>
internal sealed class TableRows
{
    private const int RowsAtOnce = 12;
    private readonly string[] statements;
    private readonly int width;
    private readonly List<object?> values = [];

    public TableRows(Dialect dialect, string table, params string[] columns)
    {
        Table = table;
        width = columns.Length;
        var insert = $"{dialect.InsertSeveral} {table} ({string.Join(", ", columns)}) VALUES ";
        statements = [.. Enumerable.Range(0, RowsAtOnce + 1).Select(rows => insert + string.Join(", ", Enumerable.Range(0, rows).Select(Row)))];
    }

    public string Table { get; }

    public void Add(params ReadOnlySpan<object?> row) => values.AddRange(row);

    public void Insert(Session session)
    {
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values);
        for (var done = 0; done < all.Length;)
        {
            var rows = Math.Min(RowsAtOnce, (all.Length - done) / width);
            session.Execute(statements[rows], all.Slice(done, rows * width));
            done += rows * width;
        }

        values.Clear();
    }

    public void Clear() => values.Clear();

    private string Row(int row) => $"({string.Join(", ", Enumerable.Range(row * width, width).Select(i => string.Create(CultureInfo.InvariantCulture, $"@p{i}")))})";
}
