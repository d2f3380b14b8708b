using Hub.Api.Store.Rows;

namespace Hub.Api.Store;

/// <summary>Reads the versions of one resource. Both the resource as it is now and the version as it was must be permitted.</summary>
internal static class VersionRows
{
    private const int GreatestTotal = 10_000;

    public static StoredResource? One(Session session, Located place, int version, AccessScope scope)
    {
        var values = new SqlValues();
        var where = $"{Of(place, scope, values)} AND v.version = {values.Add(version)}";
        return session.First($"{StoredColumns.Versions} WHERE {where}", StoredColumns.From, values.All);
    }

    /// <summary>A page, and how many there are in all; null where that is not worth counting.</summary>
    public static ChangePage Page(Session session, Located place, ChangeQuery query, AccessScope scope)
    {
        var values = new SqlValues();
        var where = $"{Asked(place, query, scope, values)} AND v.version < {values.Add(query.Before ?? int.MaxValue)}";
        var rows = session.All(
            $"{StoredColumns.Versions} WHERE {where} ORDER BY v.version DESC {session.Dialect.Limit(values.Add(query.Count + 1))}", StoredColumns.From, values.All);
        var more = rows.Count > query.Count;
        var shown = rows.Take(query.Count).ToList();
        var total = more || query.Before is not null ? Total(session, place, query, scope) : rows.Count;
        return new ChangePage(shown, more && shown.Count > 0 ? shown[^1].Version : null, total);
    }

    private static long? Total(Session session, Located place, ChangeQuery query, AccessScope scope)
    {
        var values = new SqlValues();
        var where = Asked(place, query, scope, values);
        var from = StoredColumns.Versions[StoredColumns.Versions.IndexOf(" FROM ", StringComparison.Ordinal)..];
        var count = session.First(
            $"SELECT {session.Dialect.Count}(*) FROM (SELECT 1 AS one{from} WHERE {where} {session.Dialect.AtMost(values.Add(GreatestTotal + 1))}) w", row => row.GetInt64(0), values.All);
        return count > GreatestTotal ? null : count;
    }

    private static string Asked(Located place, ChangeQuery query, AccessScope scope, SqlValues values)
    {
        var where = Of(place, scope, values);
        if (query.Since is { } since)
        {
            where += $" AND v.last_updated >= {values.Add(since.UtcTicks)}";
        }

        return query.At is { } at ? $"{where} AND {Current("v", at, values)}" : where;
    }

    /// <summary>The condition that a version was the current one at some moment of the time given.</summary>
    public static string Current(string alias, ChangeTime at, SqlValues values) =>
        $"{alias}.last_updated < {values.Add(at.Until.UtcTicks)} AND NOT EXISTS (SELECT 1 FROM resource_version n "
        + $"WHERE n.resource_key = {alias}.resource_key AND n.person_key = {alias}.person_key AND n.version = {alias}.version + 1 "
        + $"AND n.last_updated <= {values.Add(at.From.UtcTicks)})";

    private static string Of(Located place, AccessScope scope, SqlValues values) =>
        $"{LocatorRows.Here("r", place, values)} AND {AccessSql.Permits("r", scope, values)} AND {AccessSql.Permits("v", scope, values)}";
}
