using Hub.Api.Store.Dialects;
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

    /// <summary>
    /// True of a page of an inbox, once it is put together: it says which versions it shows and not what they say, its rows are
    /// <see cref="SeenRow"/>s.
    /// </summary>
    public bool IsOfVersions { get; private set; }

    public string Page(int count)
    {
        var cursor = query.Cursor is { } text ? Cursor.Parse(text, Sort) : null;
        if (Sort.Count == 0)
        {
            return Unsorted(cursor, count);
        }

        var columns = string.Concat(Sort.Select(column => $", q.{column.Name}"));
        var keys = Sorted(cursor, count);
        return IsOfVersions
            ? $"SELECT {StoredColumns.CurrentOf}, {AccessSql.Basis("r", statement.Scope, statement.Values, statement.Dialect)}{columns} FROM {Found(keys)} ORDER BY {Order()}"
            : $"{Seen(Found(keys), columns)} ORDER BY {Order()}";
    }

    public string Count()
    {
        var (driver, rest) = Meeting(query.Filters);
        return $"SELECT {statement.Dialect.Count}(DISTINCT r.resource_key) FROM {driver.From} WHERE {And(Permitted(driver, rest))}";
    }

    /// <summary>How many index rows there are to walk, up to one more than the bound; null when it need not be asked.</summary>
    public string? Walk(bool counting)
    {
        var driver = Driver.Of(statement, query.Type, query.Filters, order);
        return driver.IsNarrow || (!counting && IsInOrder(driver))
            ? null
            : $"SELECT {statement.Dialect.Count}(*) FROM (SELECT 1 AS one FROM {driver.Walked} WHERE {string.Join(" AND ", driver.Conditions.DefaultIfEmpty("1 = 1"))} "
                + $"{statement.Dialect.AtMost(statement.Rows(GreatestWalk + 1))}) w";
    }

    /// <summary>By the last change alone or by the date of a pair, an index has the order already.</summary>
    private bool IsInOrder(Driver driver) => order is not null
        || (query.Sort is [{ Parameter: FilterSql.LastUpdated }] && query.Type is not null && (driver.IsPair || driver.Covered.Count == 0));

    /// <summary>Where no resource is met twice they come as they are met, else first their keys.</summary>
    private string Unsorted(Cursor? cursor, int count)
    {
        var (driver, rest) = Meeting(query.Filters);
        IsOfVersions = driver.IsPair && !statement.Scope.All;
        string[] start = cursor is null ? [] : [$"{driver.Key} < {statement.Values.Add(cursor.Key)}"];
        if (IsOfVersions)
        {
            var basis = AccessSql.BasisIfPermitted("r", statement.Scope, statement.Values, statement.Dialect);
            return statement.Dialect.Seen(new SeenRows(StoredColumns.CurrentOf, basis, driver.From, And([.. Met(driver), .. rest, .. start]), driver.Key, statement.Rows(count)));
        }

        var page = $" FROM {driver.From} WHERE {And([.. Permitted(driver, rest), .. start])} ORDER BY {driver.Key} DESC {statement.Dialect.Limit(statement.Rows(count))}";
        return Seen(driver.MayRepeat
            ? Found($"SELECT DISTINCT {driver.Key} AS resource_key, {driver.PersonKey} AS person_key{page}")
            : $"(SELECT {StoredColumns.Resource}{page}) r");
    }

    private string Seen(string resources, string more = "") => StoredColumns.Seen(statement.Scope, statement.Values, statement.Dialect, resources, more);

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
        var (driver, rest) = Meeting(filters);
        IsOfVersions = driver.IsPair && !statement.Scope.All;
        var columns = string.Join(", ", Sort.Select(column => $"{(driver.IsPair ? column.OfPair(driver) : column.Expression)} AS {column.Name}"));
        var inner = $"SELECT {(driver.MayRepeat ? "DISTINCT " : "")}{driver.Key} AS resource_key, {driver.PersonKey} AS person_key, {columns} FROM {driver.From} WHERE {And(Permitted(driver, rest))}";
        var start = cursor is null ? "" : $" WHERE {After(cursor)}";
        return $"SELECT * FROM ({inner}) q{start} ORDER BY {Order()} {statement.Dialect.Limit(statement.Rows(count))}";
    }

    /// <summary>What is walked along, and what else is asked of each row met.</summary>
    private (Driver Driver, IReadOnlyList<string> Others) Meeting(IReadOnlyList<SearchFilter> filters)
    {
        var driver = Driver.Of(statement, query.Type, filters, order);
        return (driver, [.. filters.Where(filter => !driver.Covered.Contains(filter))
            .Select(filter => FilterSql.Condition(statement, filter, query.Type, driver.IsPair && filter.Parameter == FilterSql.LastUpdated ? driver.Row : "r"))]);
    }

    private static IEnumerable<string> Met(Driver driver) => [.. driver.Conditions, "r.deleted = 0"];

    /// <summary>Of what an inbox holds, most is the owner's to see, and what else is asked leaves few: that is looked at first.</summary>
    private IEnumerable<string> Permitted(Driver driver, IReadOnlyList<string> rest) => driver.IsPair
        ? [.. Met(driver), .. rest, statement.Permits("r")]
        : [.. Met(driver), statement.Permits("r"), .. rest];

    private static string And(IEnumerable<string> conditions) => string.Join(" AND ", conditions);

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
