using System.Data.Common;
using System.Globalization;
using Hub.Fhir.Definitions;

namespace Hub.Api.Store.Search;

/// <summary>One key of _sort as a column of the statement. Resources without a value come last, whichever way the key goes.</summary>
internal sealed record SortColumn(string Name, string Expression, bool Descending, SortKind Kind, bool MayBeMissing)
{
    private const string LastUpdated = "r.last_updated";

    public static SortColumn Of(Statement statement, Hub.Fhir.Search.SortKey key, string? type, int position)
    {
        var name = $"s{position}";
        return key.Parameter switch
        {
            FilterSql.LastUpdated => new(name, LastUpdated, key.Descending, SortKind.Whole, false),
            FilterSql.Id => new(name, "r.id", key.Descending, SortKind.Text, false),
            _ => OfParameter(statement, key, type, name),
        };
    }

    /// <summary>The only key, where a pair is in its order: everything found has it.</summary>
    public static SortColumn OfOrder { get; } = new("s0", LastUpdated, false, SortKind.Whole, false);

    /// <summary>The same where the row of a pair is at hand, whose index is in the order of the last change, or of the date it names.</summary>
    public string OfPair(Driver driver) => Expression == LastUpdated ? $"{driver.Row}.last_updated" : Expression;

    /// <summary>The condition that a row comes after the value in this key alone; null when none can.</summary>
    public string? After(SqlValues values, object? value)
    {
        if (value is null)
        {
            return null;
        }

        var beyond = $"q.{Name} {(Descending ? '<' : '>')} {values.Add(value)}";
        return MayBeMissing ? $"({beyond} OR q.{Name} IS NULL)" : beyond;
    }

    /// <summary>What follows anyway, said so that an index of this key is entered at the cursor and not at its beginning.</summary>
    public string FromOn(SqlValues values, object? value) =>
        MayBeMissing ? "" : $"q.{Name} {(Descending ? "<=" : ">=")} {values.Add(value)} AND ";

    public string Same(SqlValues values, object? value) => value is null ? $"q.{Name} IS NULL" : $"q.{Name} = {values.Add(value)}";

    public string Order => (MayBeMissing ? $"CASE WHEN q.{Name} IS NULL THEN 1 ELSE 0 END, " : "") + $"q.{Name}{(Descending ? " DESC" : "")}";

    public object? Read(DbDataReader row, int column) => row.IsDBNull(column) ? null : Kind switch
    {
        SortKind.Whole => row.GetInt64(column),
        SortKind.Fraction => row.GetDouble(column),
        _ => row.GetString(column),
    };

    /// <summary>A value as the cursor carries it.</summary>
    public object? Parse(string? text) => text is null ? null : Kind switch
    {
        SortKind.Whole => long.Parse(text, CultureInfo.InvariantCulture),
        SortKind.Fraction => double.Parse(text, CultureInfo.InvariantCulture),
        _ => text,
    };

    private static SortColumn OfParameter(Statement statement, Hub.Fhir.Search.SortKey key, string? type, string name)
    {
        var (table, code) = IndexTables.Of(type, key.Parameter);
        var (column, kind) = IndexTables.Parameter(type, key.Parameter).Type switch
        {
            SearchParameterType.Date => (key.Descending ? "o.high" : "o.low", SortKind.Whole),
            SearchParameterType.Number or SearchParameterType.Quantity => (key.Descending ? "o.high" : "o.low", SortKind.Fraction),
            SearchParameterType.Token => ("COALESCE(o.value, n.text)", SortKind.Text),
            SearchParameterType.Reference => ("COALESCE(o.target_id, o.url)", SortKind.Text),
            SearchParameterType.Uri => ("o.uri", SortKind.Text),
            _ => ("o.normal", SortKind.Text),
        };
        var join = table == "index_token" ? " LEFT JOIN name n ON n.id = o.code" : "";
        var expression = $"(SELECT {(key.Descending ? "MAX" : "MIN")}({statement.Dialect.Unindexed(column)}) FROM {table} o{join} "
            + $"WHERE {Statement.Same("o", "r")} AND {statement.IsParameter("o", type, code)})";
        return new SortColumn(name, expression, key.Descending, kind, true);
    }
}

/// <summary>What the values of a sort key are.</summary>
internal enum SortKind
{
    Whole,
    Fraction,
    Text,
}
