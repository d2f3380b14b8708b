using Hub.Api.Store.Dialects;
using Hub.Api.Store.Rows;
using Hub.Api.Store.Search;

namespace Hub.Api.Store;

/// <summary>Which versions of many resources to read: of one type or all, not older than an instant, numbered before one.</summary>
public sealed record ChangeQuery(string? Type, DateTimeOffset? Since, long? Before, int Count);

/// <summary>Versions newest first; <paramref name="Next"/> is where the page after this one starts.</summary>
public sealed record ChangePage(IReadOnlyList<StoredResource> Versions, long? Next);

/// <summary>Reads versions across resources in the order in which they were written.</summary>
internal static class ChangeRows
{
    public static ChangePage Page(Session session, Dialect dialect, ChangeQuery query, AccessScope scope)
    {
        var values = new SqlValues();
        var conditions = new List<string> { AccessSql.Permits("r", scope, values), AccessSql.Permits("v", scope, values) };
        if (query.Before is { } before)
        {
            conditions.Add($"v.sequence < {values.Add(before)}");
        }

        if (query.Type is not null)
        {
            conditions.Add($"v.type = {values.Add(query.Type)}");
        }

        if (query.Since is { } since)
        {
            conditions.Add($"v.last_updated >= {values.Add(since.UtcTicks)}");
        }

        var columns = StoredColumns.Versions[..StoredColumns.Versions.IndexOf(" FROM ", StringComparison.Ordinal)];
        var rows = session.All(
            $"{columns}, v.sequence FROM resource_version v {dialect.JoinInOrder} resource r ON {Statement.Same("r", "v")} "
            + $"WHERE {string.Join(" AND ", conditions)} ORDER BY v.sequence DESC LIMIT {values.Add(query.Count + 1)}",
            row => (Stored: StoredColumns.From(row), Sequence: row.GetInt64(StoredColumns.Count)),
            values.All);
        return new ChangePage(
            [.. rows.Take(query.Count).Select(row => row.Stored)],
            rows.Count > query.Count && query.Count > 0 ? rows[query.Count - 1].Sequence : null);
    }
}
