using System.Collections.Concurrent;
using System.Data.Common;
using Hub.Api.Store.Dialects;
using Hub.Api.Store.Rows;
using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>
/// The statements of pages. An inbox is asked for in the same words again and again: what was put together once is kept, up to a
/// bound, but for who asks and when. A page further on is hardly ever asked for twice.
/// </summary>
internal sealed class PageStatements(Dialect dialect, Names names)
{
    private const int Most = 1000;
    private const int LongestWords = 1000;
    private readonly ConcurrentDictionary<string, PageStatement> known = new(StringComparer.Ordinal);

    /// <summary>The statement of a page of so many rows, which are as many for the same query each time.</summary>
    public PageStatement Of(SearchQuery query, AccessScope scope, int rows)
    {
        var words = scope.All || query.Cursor is not null ? null : query.Words;
        return words is not null && known.TryGetValue(words, out var page) ? page : Make(query, scope, rows, words);
    }

    private PageStatement Make(SearchQuery query, AccessScope scope, int rows, string? words)
    {
        var statement = new Statement(dialect, names, scope);
        var search = new SearchSql(statement, query);
        var page = new PageStatement(search.Page(rows), search.Sort, statement.Values) { IsOfVersions = search.IsOfVersions };
        if (words is { Length: <= LongestWords } && statement.IsSettled)
        {
            if (known.Count >= Most)
            {
                known.Clear();
            }

            known[words] = page;
        }

        return page;
    }
}

/// <summary>A statement that finds the rows of a page, and the columns it sorts them by.</summary>
internal sealed class PageStatement(string sql, IReadOnlyList<SortColumn> sort, SqlValues values)
{
    private readonly object?[] all = values.All;
    private readonly int? agency = values.PlaceOf(AccessSql.Agency);
    private readonly int? now = values.PlaceOf(AccessSql.Now);

    public string Sql => sql;

    /// <summary>True where its rows are <see cref="SeenRow"/>s.</summary>
    public bool IsOfVersions { get; init; }

    public object?[] Values(AccessScope scope)
    {
        object?[] bound = [.. all];
        if (agency is { } who)
        {
            bound[who] = scope.Agency;
        }

        if (now is { } when)
        {
            bound[when] = scope.Now.UtcTicks;
        }

        return bound;
    }

    /// <summary>The resource of a row.</summary>
    public PageRow<StoredResource> Read(DbDataReader row)
    {
        var stored = StoredColumns.From(row);
        return new PageRow<StoredResource>(stored, stored.Key, Sort(row, StoredColumns.Count));
    }

    /// <summary>The version of a row, where <see cref="IsOfVersions"/>.</summary>
    public PageRow<SeenRow> ReadSeen(DbDataReader row)
    {
        var seen = StoredColumns.Seen(row);
        return new PageRow<SeenRow>(seen, seen.Key, Sort(row, StoredColumns.CurrentOfCount));
    }

    private IReadOnlyList<object?> Sort(DbDataReader row, int first) => sort.Count == 0 ? [] : [.. sort.Select((column, i) => column.Read(row, first + i))];
}

/// <summary>What a page found in a row, the key of its resource, and its values of the columns that the page is sorted by.</summary>
internal readonly record struct PageRow<T>(T Found, long Key, IReadOnlyList<object?> Sort);
