using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>Chains and reverse chains: a condition on what is referred to, or on what refers here, as far as the scope may see it.</summary>
internal static class ChainSql
{
    public static string Chain(Statement statement, ChainFilter filter, string? type, string row) =>
        $"({string.Join(" OR ", filter.Targets.Select(target => Chain(statement, filter.Parameter, target, type, row)))})";

    private static string Chain(Statement statement, string parameter, ChainTarget target, string? type, string row)
    {
        var link = statement.Alias("l");
        var found = statement.Alias("t");
        return $"EXISTS (SELECT 1 FROM index_reference {link} {statement.Target(link, found)} WHERE {Statement.Same(link, row)} AND {link}.url IS NULL "
            + $"AND {statement.IsParameter(link, type, parameter)} AND {found}.type = {statement.Values.Add(target.Type)} AND {found}.deleted = 0 "
            + $"AND {statement.Permits(found)} AND {FilterSql.Condition(statement, target.Filter, target.Type, found)}{statement.Dialect.AskedOfEachRow})";
    }

    public static string Has(Statement statement, HasFilter filter, string row)
    {
        var link = statement.Alias("l");
        var found = statement.Alias("t");
        return $"EXISTS (SELECT 1 FROM index_reference {link} {statement.Dialect.JoinInOrder} resource {found} ON {Statement.Same(found, link)} "
            + $"WHERE {statement.IsParameter(link, filter.Type, filter.Reference)} AND {link}.target_id = {row}.id AND {link}.target_type = {row}.type "
            + $"AND {link}.url IS NULL AND {statement.Permits(found)} AND {FilterSql.Condition(statement, filter.Filter, filter.Type, found)}{statement.Dialect.AskedOfEachRow})";
    }
}
