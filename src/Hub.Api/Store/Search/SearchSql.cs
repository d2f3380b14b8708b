using Hub.Api.Store.Rows;
using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>
/// A search as SQL. The keys of one page are found first, along the <see cref="Driver"/>, then the bodies of those few rows.
/// Without _sort the newest resources come first, by their keys, which never change.
/// </summary>
internal sealed class SearchSql(Statement statement, SearchQuery query)
{
    private readonly string? order = Driver.Order(query);
    private IReadOnlyList<SortColumn>? sort;

    /// <summary>How many index rows a search walks at most when it has to meet all of them: for a total, or to sort.</summary>
    public const int GreatestWalk = 50_000;

    /// <summary>Made by the first who asks: a count has none, and a value bound for nothing is refused by PostgreSQL.</summary>
    public IReadOnlyList<SortColumn> Sort => sort ??= order is null ? [.. query.Sort.Select((key, i) => SortColumn.Of(statement, key, query.Type, i))] : [SortColumn.OfOrder];

    /// <summary>False when the rows of a page come as they are found, to be put in the order of their keys: a database would sort the bodies along with them.</summary>
    public bool IsSorted => query.Sort.Count > 0;

    public string Page(int count)
    {
        var cursor = query.Cursor is { } text ? Cursor.Parse(text, Sort) : null;
        var found = Sort.Count == 0 ? Unsorted(cursor, count) : Found(Sorted(cursor, count));
        var columns = string.Concat(Sort.Select(column => $", q.{column.Name}"));
        return StoredColumns.Seen(statement.Scope, statement.Values, found, columns) + (IsSorted ? $" ORDER BY {Order()}" : "");
    }

    public string Count()
    {
        var (from, _, where) = Matching(query.Filters);
        return $"SELECT {statement.Dialect.Count}(DISTINCT r.resource_key) FROM {from} WHERE {where}";
    }

    /// <summary>How many index rows there are to walk, up to one more than the bound; null when it need not be asked.</summary>
    public string? Walk(bool counting)
    {
        if (!counting && !IsSorted)
        {
            return null;
        }

        var driver = Driver.Of(statement, query.Type, query.Filters, order);
        return driver.IsNarrow || (!counting && IsInOrder(driver))
            ? null
            : $"SELECT {statement.Dialect.Count}(*) FROM (SELECT 1 AS one FROM {driver.Walked} WHERE {string.Join(" AND ", driver.Conditions.DefaultIfEmpty("1 = 1"))} "
                + $"{statement.Dialect.AtMost(statement.Rows(GreatestWalk + 1))}) w";
    }

    /// <summary>Without _sort, by the last change alone or by the date of a pair, an index has the order already.</summary>
    private bool IsInOrder(Driver driver) => query.Sort.Count == 0 || order is not null
        || (query.Sort is [{ Parameter: FilterSql.LastUpdated }] && query.Type is not null && (driver.IsPair || driver.Covered.Count == 0));

    /// <summary>The resources <c>r</c> of a page. Where none is met twice they come as they are met, else first their keys.</summary>
    private string Unsorted(Cursor? cursor, int count)
    {
        var (from, driver, where) = Matching(query.Filters);
        var start = cursor is null ? "" : $" AND {driver.Key} < {statement.Values.Add(cursor.Key)}";
        var page = $" FROM {from} WHERE {where}{start} ORDER BY {driver.Key} DESC {statement.Dialect.Limit(statement.Rows(count))}";
        return driver.MayRepeat
            ? Found($"SELECT DISTINCT {driver.Key} AS resource_key, {driver.PersonKey} AS person_key{page}")
            : $"(SELECT {StoredColumns.Resource}{page}) r";
    }

    /// <summary>The resources <c>r</c> whose keys the rows <c>q</c> hold.</summary>
    private string Found(string keys) => $"({keys}) q {statement.Dialect.JoinInOrder} resource r ON {Statement.Same("r", "q")}";

    private string Sorted(Cursor? cursor, int count)
    {
        IReadOnlyList<IReadOnlyList<SearchFilter>> ranges = order is not null || query.Sort is [{ Parameter: FilterSql.LastUpdated }] ? Driver.Ranges(query.Type, query.Filters, order) : [query.Filters];
        var firsts = ranges.Select(filters => Sorted(filters, cursor, count)).ToList();
        return firsts is [var only] ? only : $"SELECT * FROM ({string.Join(" UNION ", firsts.Select((first, i) => $"SELECT * FROM ({first}) u{i}"))}) q "
            + $"ORDER BY {Order()} {statement.Dialect.Limit(statement.Rows(count))}";
    }

    private string Sorted(IReadOnlyList<SearchFilter> filters, Cursor? cursor, int count)
    {
        var (from, driver, where) = Matching(filters);
        var columns = string.Join(", ", Sort.Select(column => $"{(driver.IsPair ? column.OfPair(driver) : column.Expression)} AS {column.Name}"));
        var inner = $"SELECT {(driver.MayRepeat ? "DISTINCT " : "")}{driver.Key} AS resource_key, {driver.PersonKey} AS person_key, {columns} FROM {from} WHERE {where}";
        var start = cursor is null ? "" : $" WHERE {After(cursor)}";
        return $"SELECT * FROM ({inner}) q{start} ORDER BY {Order()} {statement.Dialect.Limit(statement.Rows(count))}";
    }

    private (string From, Driver Driver, string Where) Matching(IReadOnlyList<SearchFilter> filters)
    {
        var driver = Driver.Of(statement, query.Type, filters, order);
        var rest = filters.Where(filter => !driver.Covered.Contains(filter))
            .Select(filter => FilterSql.Condition(statement, filter, query.Type, driver.IsPair && filter.Parameter == FilterSql.LastUpdated ? driver.Row : "r"));

        // Of what an inbox holds, most is the owner's to see, and what else is asked leaves few: that is looked at first.
        return (driver.From, driver, string.Join(" AND ", driver.IsPair
            ? [.. driver.Conditions, "r.deleted = 0", .. rest, statement.Permits("r")]
            : [.. driver.Conditions, "r.deleted = 0", statement.Permits("r"), .. rest]));
    }

    private bool NewestFirst => Sort.Count == 0 || Sort[0].Descending;

    private string Order() =>
        string.Join(", ", [.. Sort.Select(column => column.Order), $"q.resource_key{(NewestFirst ? " DESC" : "")}"]);

    /// <summary>After the cursor: beyond it in one key and equal in all keys before.</summary>
    private string After(Cursor cursor)
    {
        var alternatives = new List<string>();
        var equal = new List<string>();
        for (var i = 0; i < Sort.Count; i++)
        {
            if (Sort[i].After(statement.Values, cursor.Values[i]) is { } beyond)
            {
                alternatives.Add(string.Join(" AND ", [.. equal, beyond]));
            }

            equal.Add(Sort[i].Same(statement.Values, cursor.Values[i]));
        }

        alternatives.Add(string.Join(" AND ", [.. equal, $"q.resource_key {(NewestFirst ? '<' : '>')} {statement.Values.Add(cursor.Key)}"]));
        return $"{Sort[0].FromOn(statement.Values, cursor.Values[0])}({string.Join(" OR ", alternatives)})";
    }
}
