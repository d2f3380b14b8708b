using System.Globalization;

namespace Hub.Api.Store;

/// <summary>Rows for one table, as many as come together: <see cref="Session.Insert"/>.</summary>
internal sealed class Insertion(string table, params string[] columns)
{
    private const string PersonColumn = "person_key";
    private readonly int person = Array.IndexOf(columns, PersonColumn);

    public string Table => table;

    public int Width => columns.Length;

    /// <summary>In whose file the row of these values stands; null where the table keeps no files.</summary>
    public int? Person(ReadOnlySpan<object?> row) => person < 0 ? null : (int)row[person]!;

    /// <summary>The statement for so many rows, after the words with which the database begins one.</summary>
    public string Sql(string begin, int rows) => $"{begin} {table} ({string.Join(", ", columns)}) VALUES {string.Join(", ", Enumerable.Range(0, rows).Select(Row))}";

    private string Row(int row) =>
        $"({string.Join(", ", Enumerable.Range(row * Width, Width).Select(i => string.Create(CultureInfo.InvariantCulture, $"@p{i}")))})";
}
