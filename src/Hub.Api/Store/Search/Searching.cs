using System.Data.Common;
using Hub.Api.Store.Dialects;
using Hub.Api.Store.Rows;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>
/// Runs searches: a page of matches, the total if asked for or known from the page, and what the page includes. What is asked within
/// work that is not committed brings known versions of its own: nobody else may know what it wrote.
/// </summary>
internal sealed class Searching(Dialect dialect, Names names)
{
    public const int UsualCount = 50;
    public const int GreatestCount = 1000;
    private const int GreatestIncluded = 1000;
    private const int GreatestDepth = 5;
    private readonly PageStatements pages = new(dialect, names);

    public SearchResult Run(Session session, SearchQuery query, AccessScope scope, KnownVersions known)
    {
        var count = Count(query);
        var total = query.CountOnly || query.Total != TotalMode.None || count == 0 ? Total(session, query, scope) : (long?)null;
        if (query.CountOnly || count == 0)
        {
            return new SearchResult([], [], total, null);
        }

        var (matches, next) = Page(session, query, scope, count, known);
        var isWhole = query.Cursor is null && next is null;
        return new SearchResult(matches, Included(session, query, scope, matches), total ?? (isWhole ? matches.Count : null), next);
    }

    /// <summary>The steps of the plan for one page.</summary>
    public IReadOnlyList<string> Plan(Session session, SearchQuery query, AccessScope scope)
    {
        var page = pages.Of(query, scope, Count(query) + 1);
        return dialect.Plan(session, page.Sql, page.Values(scope));
    }

    private static int Count(SearchQuery query) => Math.Clamp(query.Count ?? UsualCount, 0, GreatestCount);

    /// <summary>Null for an estimate of what is too much to count.</summary>
    private long? Total(Session session, SearchQuery query, AccessScope scope)
    {
        if (IsTooFar(session, query, scope, counting: true))
        {
            return query is { CountOnly: false, Total: TotalMode.Estimate } ? null : throw new ProblemException(
                Problems.TooCostly, $"There are more than {SearchSql.GreatestWalk} rows to count. Ask without _total, or narrow it: by a person, a status, an identifier or an exact date.");
        }

        var statement = new Statement(dialect, names, scope);
        var sql = new SearchSql(statement, query).Count();
        return session.First(sql, row => row.GetInt64(0), statement.Values.All);
    }

    private (IReadOnlyList<StoredResource> Matches, string? Next) Page(Session session, SearchQuery query, AccessScope scope, int count, KnownVersions known)
    {
        if (query.Sort.Count > 0 && IsTooFar(session, query, scope, counting: false))
        {
            throw new ProblemException(
                Problems.TooCostly, $"There are more than {SearchSql.GreatestWalk} rows to sort. Sort by _lastUpdated or not at all, or narrow it: by a person, a status, an identifier or an exact date.");
        }

        var page = pages.Of(query, scope, count + 1);
        if (page.IsOfVersions)
        {
            return Versions(session, page, query, scope, count, known);
        }

        var rows = Rows(session, page, query, scope, page.Read);
        return (Once(rows, count), Next(rows, count));
    }

    /// <summary>When one of them was put elsewhere since it was met, the page is asked for once more.</summary>
    private static (IReadOnlyList<StoredResource> Matches, string? Next) Versions(
        Session session, PageStatement page, SearchQuery query, AccessScope scope, int count, KnownVersions known, bool again = false)
    {
        var rows = Rows(session, page, query, scope, page.ReadSeen);
        var versions = known.Of(session, Once(rows, count));
        return !again && versions.Contains(null)
            ? Versions(session, page, query, scope, count, known, again: true)
            : ([.. versions.OfType<StoredResource>()], Next(rows, count));
    }

    private static List<PageRow<T>> Rows<T>(Session session, PageStatement page, SearchQuery query, AccessScope scope, Func<DbDataReader, PageRow<T>> read)
    {
        var rows = session.All(page.Sql, read, page.Values(scope));
        if (query.Sort.Count == 0)
        {
            // They come as they are found: a database would sort the bodies along with them.
            rows.Sort((one, other) => other.Key.CompareTo(one.Key));
        }

        return rows;
    }

    /// <summary>The first so many rows. What was met twice stands there twice, one after the other.</summary>
    private static List<T> Once<T>(List<PageRow<T>> rows, int count)
    {
        var once = new List<T>(rows.Count);
        for (var i = 0; i < rows.Count && i < count; i++)
        {
            if (i == 0 || rows[i].Key != rows[i - 1].Key)
            {
                once.Add(rows[i].Found);
            }
        }

        return once;
    }

    /// <summary>Where the next page starts, if there are more rows than this one has.</summary>
    private static string? Next<T>(List<PageRow<T>> rows, int count) =>
        rows.Count > count ? new Cursor(rows[count - 1].Sort, rows[count - 1].Key).ToString() : null;

    /// <summary>What has to meet every match before it can answer is refused when there are too many, however few the caller may see.</summary>
    private bool IsTooFar(Session session, SearchQuery query, AccessScope scope, bool counting)
    {
        var statement = new Statement(dialect, names, scope);
        return new SearchSql(statement, query).Walk(counting) is { } walk
            && session.First(walk, row => row.GetInt64(0), statement.Values.All) > SearchSql.GreatestWalk;
    }

    private List<StoredResource> Included(Session session, SearchQuery query, AccessScope scope, IReadOnlyList<StoredResource> matches)
    {
        if (query.Includes.Count + query.RevIncludes.Count == 0)
        {
            return [];
        }

        var seen = matches.Select(match => match.Key).ToHashSet();
        var included = new List<StoredResource>();
        var sources = matches;
        for (var depth = 0; depth < GreatestDepth && sources.Count > 0; depth++)
        {
            var found = Step(session, query, scope, sources, iterating: depth > 0).Where(stored => seen.Add(stored.Key)).ToList();
            included.AddRange(found);
            sources = found;
            if (included.Count > GreatestIncluded)
            {
                throw new ProblemException(Problems.TooCostly, $"More than {GreatestIncluded} resources would be included. Ask for smaller pages with _count.");
            }
        }

        return included;
    }

    private IEnumerable<StoredResource> Step(
        Session session, SearchQuery query, AccessScope scope, IReadOnlyList<StoredResource> sources, bool iterating)
    {
        foreach (var include in query.Includes.Where(include => include.Iterate || !iterating))
        {
            var from = sources.Where(source => include.Source is "*" || source.Type == include.Source).ToList();
            foreach (var stored in Run(session, scope, from, (statement, rows) => IncludeSql.Forward(statement, include, rows, GreatestIncluded + 1)))
            {
                yield return stored;
            }
        }

        foreach (var include in query.RevIncludes.Where(include => include.Iterate || !iterating))
        {
            var to = sources.Where(source => include.Target is null || source.Type == include.Target).ToList();
            foreach (var stored in Run(session, scope, to, (statement, rows) => IncludeSql.Reverse(statement, include, rows, GreatestIncluded + 1)))
            {
                yield return stored;
            }
        }
    }

    private List<StoredResource> Run(
        Session session, AccessScope scope, List<StoredResource> rows, Func<Statement, IEnumerable<StoredResource>, string> sql)
    {
        const int atOnce = 100;
        var found = new List<StoredResource>();
        foreach (var some in rows.Chunk(atOnce))
        {
            var statement = new Statement(dialect, names, scope);
            var text = sql(statement, Rounded(some));
            found.AddRange(session.All(text, StoredColumns.From, statement.Values.All));
        }

        return found;
    }

    /// <summary>The last one is said again until there are 1, 2, 4, 8 … of them: few lengths, so few statements to prepare.</summary>
    public static IEnumerable<T> Rounded<T>(T[] rows) =>
        rows.Concat(Enumerable.Repeat(rows[^1], (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)rows.Length) - rows.Length));
}
