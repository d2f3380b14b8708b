using Hub.Api.Store.Dialects;
using Hub.Api.Store.Rows;
using Hub.Api.Store.Search;

namespace Hub.Api.Store;

/// <summary>Reads versions across resources in the order in which they were written.</summary>
internal static class ChangeRows
{
    public static ChangePage Page(Session session, Dialect dialect, ChangeQuery query, AccessScope scope) =>
        ChangePage.Of(Rows(session, dialect, query, scope), query.Count);

    /// <summary>One version more than asked for, which says whether there is a next page.</summary>
    public static List<NumberedVersion> Rows(Session session, Dialect dialect, ChangeQuery query, AccessScope scope)
    {
        var values = new SqlValues();
        var conditions = new List<string> { AccessSql.Permits("r", scope, values, dialect), AccessSql.Permits("v", scope, values, dialect) };
        if (Before(session, query) is { } before)
        {
            conditions.Add($"v.sequence < {values.Add(before)}");
        }

        if (query.Type is not null)
        {
            conditions.Add($"v.type = {values.Add(query.Type)}");
        }

        if (query.Since is { } since)
        {
            conditions.Add($"v.sequence >= {values.Add(FirstNotBefore(session, since))}");
        }

        if (query.At is { } at)
        {
            conditions.Add(VersionRows.Current("v", at, values));
        }

        var columns = StoredColumns.Versions[..StoredColumns.Versions.IndexOf(" FROM ", StringComparison.Ordinal)];
        return session.All(
            $"{columns}, v.sequence FROM resource_version v {dialect.JoinInOrder} resource r ON {Statement.Same("r", "v")} "
            + $"WHERE {string.Join(" AND ", conditions)} ORDER BY v.sequence DESC {dialect.Limit(dialect.Rows(query.Count + 1, values))}",
            row => new NumberedVersion(StoredColumns.From(row), row.GetInt64(StoredColumns.Count)),
            values.All);
    }

    /// <summary>The numbers of those versions that the scope may see now.</summary>
    public static HashSet<long> Permitted(Session session, Dialect dialect, IReadOnlyList<NumberedVersion> versions, AccessScope scope)
    {
        const int atOnce = 200;
        var permitted = new HashSet<long>();
        foreach (var some in versions.Chunk(atOnce))
        {
            var values = new SqlValues();
            var numbers = string.Join(", ", some.Select(version => values.Add(version.Sequence)));
            permitted.UnionWith(session.All(
                $"SELECT v.sequence FROM resource_version v {dialect.JoinInOrder} resource r ON {Statement.Same("r", "v")} "
                + $"WHERE v.sequence IN ({numbers}) AND {AccessSql.Permits("r", scope, values, dialect)} AND {AccessSql.Permits("v", scope, values, dialect)}",
                row => row.GetInt64(0),
                values.All));
        }

        return permitted;
    }

    private static long? Before(Session session, ChangeQuery query)
    {
        var until = query.At is { } at ? FirstNotBefore(session, at.Until) : (long?)null;
        return until is null || query.Before < until ? query.Before : until;
    }

    /// <summary>
    /// The number of the first version not older than the instant. Numbers and times rise together, so it is found by halving, with
    /// no index of its own: as many look-ups as the last number has binary digits.
    /// </summary>
    private static long FirstNotBefore(Session session, DateTimeOffset instant)
    {
        var (low, high) = (1L, session.First("SELECT COALESCE(MAX(sequence), 0) FROM resource_version", row => row.GetInt64(0)) + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var (sequence, time) = session.First(
                $"SELECT sequence, last_updated FROM resource_version WHERE sequence >= @p0 ORDER BY sequence {session.Dialect.Limit("1")}",
                row => (row.GetInt64(0), row.GetInt64(1)), middle);
            if (sequence == 0 || time >= instant.UtcTicks)
            {
                high = middle;
            }
            else
            {
                low = sequence + 1;
            }
        }

        return low;
    }
}
