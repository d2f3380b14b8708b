using Hub.Api.Store.Rows;
using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>_include and _revinclude: what the resources of a page refer to, or what refers to them, as far as the scope may see it.</summary>
internal static class IncludeSql
{
    private const string Anything = "*";

    /// <summary>Found along the page's few rows: a planner left to choose may walk every row of the parameter instead.</summary>
    public static string Forward(Statement statement, Include include, IEnumerable<StoredResource> sources, int limit)
    {
        var keys = string.Join(", ", sources.Select(source => statement.Values.Add(source.Key)));
        var target = include.Target is { } type ? $" AND x.target_type = {statement.Values.Add(type)}" : "";
        return $"{StoredColumns.Seen(statement.Scope, statement.Values, statement.Dialect)} WHERE r.resource_key IN (SELECT a.resource_key FROM index_reference x {statement.Dialect.JoinInOrder} locator a "
            + $"ON a.type = x.target_type AND a.id = x.target_id WHERE x.resource_key IN ({keys}) AND x.url IS NULL"
            + $"{Parameter(statement, include, statement.Dialect.Unindexed("x"))}{target}) AND r.deleted = 0 AND {statement.Permits("r")} "
            + $"ORDER BY r.resource_key {statement.Dialect.Limit(statement.Rows(limit))}";
    }

    public static string Reverse(Statement statement, Include include, IEnumerable<StoredResource> targets, int limit)
    {
        var places = string.Join(" OR ", targets.Select(
            target => $"(x.target_id = {statement.Values.Add(target.Id)} AND x.target_type = {statement.Values.Add(target.Type)})"));
        return $"{StoredColumns.Seen(statement.Scope, statement.Values, statement.Dialect)} WHERE r.resource_key IN (SELECT x.resource_key FROM index_reference x WHERE ({places}) "
            + $"AND x.url IS NULL{Parameter(statement, include, "x")}) AND r.type = {statement.Values.Add(include.Source)} AND r.deleted = 0 "
            + $"AND {statement.Permits("r")} ORDER BY r.resource_key {statement.Dialect.Limit(statement.Rows(limit))}";
    }

    /// <summary>Without a parameter, those of composite values are left out: their parts have a name with a separator.</summary>
    private static string Parameter(Statement statement, Include include, string row) => (include.Source, include.Parameter) switch
    {
        (Anything, Anything) => "",
        (_, Anything) => $" AND {row}.param IN (SELECT id FROM parameter WHERE type = {statement.Values.Add(include.Source)})",
        _ => $" AND {statement.IsParameter(row, include.Source, include.Parameter)}",
    };
}
