using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>Turns one filter into a condition on a row of <c>resource</c>.</summary>
internal static class FilterSql
{
    public const string Id = "_id";
    public const string LastUpdated = "_lastUpdated";
    private static readonly TimeSpan Precision = TimeSpan.FromTicks(1);

    public static string Condition(Statement statement, SearchFilter filter, string? type, string row) => filter switch
    {
        CompartmentFilter compartment => Compartment(statement, compartment.Patient, row),
        PeopleFilter => $"{row}.patient IS NOT NULL",
        CareFilter care => Care(statement, care, row),
        TypesFilter types => $"{row}.type IN ({string.Join(", ", types.Types.Select(name => statement.Values.Add(name)))})",
        MissingFilter missing => Missing(statement, missing, type, row),
        TokenFilter { Parameter: Id } ids => Ids(statement, ids, row),
        DateFilter { Parameter: LastUpdated } dates => Updated(statement, dates, row),
        CompositeFilter composite => Composite(statement, composite, type, row),
        ChainFilter chain => ChainSql.Chain(statement, chain, type, row),
        HasFilter has => ChainSql.Has(statement, has, row),
        _ => Exists(statement, filter, type, row),
    };

    private static string Exists(Statement statement, SearchFilter filter, string? type, string row)
    {
        var value = ValueSql.Of(filter) ?? throw new ProblemException(Problems.NotSupported, $"The hub does not search by {filter.Parameter} in this way.");
        var alias = statement.Alias("i");
        return $"{Not(filter)}EXISTS (SELECT 1 FROM {value.Table} {alias} WHERE {Statement.Same(alias, row)} AND "
            + $"{statement.IsParameter(alias, type, value.Code)} AND {value.Condition(statement, alias)}{statement.Dialect.AskedOfEachRow})";
    }

    private static string Ids(Statement statement, TokenFilter filter, string row) =>
        $"{Not(filter)}{row}.id IN ({string.Join(", ", filter.Values.Select(operand => statement.Values.Add(operand.Code)))})";

    private static string Compartment(Statement statement, string patient, string row) =>
        $"{row}.person_key = {statement.Values.Add(PersonKeys.Of(patient))} AND {row}.patient = {statement.Values.Add(patient)}";

    private static string Care(Statement statement, CareFilter care, string row)
    {
        var parameters = string.Join(" OR ", CareDates.All.Select(date => $"(type = {statement.Values.Add(date.Type)} AND code = {statement.Values.Add(date.Code)})"));
        string Any(string condition) => $"EXISTS (SELECT 1 FROM index_date e WHERE {Statement.Same("e", row)} AND e.param IN (SELECT id FROM parameter WHERE {parameters}){condition}{statement.Dialect.AskedOfEachRow})";
        var begun = $" AND {statement.Range("e", "low")} < {statement.Values.Add(care.Until.UtcTicks)}";
        var notOver = $" AND {statement.Range("e", "high")} > {statement.Values.Add(care.From.UtcTicks)}";
        return $"(({Any(begun)} AND {Any(notOver)}) OR NOT {Any("")})";
    }

    private static string Not(SearchFilter filter) => filter.Negated ? "NOT " : "";

    private static string Updated(Statement statement, DateFilter filter, string row)
    {
        var column = $"{row}.last_updated";
        return $"{Not(filter)}({string.Join(" OR ", filter.Values.Select(
            operand => DateSql.Condition(statement, column, $"({column} + {Precision.Ticks})", operand)))})";
    }

    /// <summary>The parts of one value have ordinals that agree but for the remainder (<see cref="IndexWriter.Together"/>).</summary>
    private static string Composite(Statement statement, CompositeFilter filter, string? type, string row) =>
        $"{Not(filter)}({string.Join(" OR ", filter.Values.Select(operand => Composite(statement, filter.Parameter, operand, type, row)))})";

    private static string Composite(Statement statement, string parameter, CompositeOperand operand, string? type, string row)
    {
        var tables = new List<string>();
        var conditions = new List<string>();
        string? first = null;
        for (var part = 0; part < operand.Parts.Count; part++)
        {
            var value = ValueSql.Of(operand.Parts[part]) ?? throw new ProblemException(Problems.NotSupported, $"The hub does not search by {parameter} in this way.");
            var alias = statement.Alias("c");
            tables.Add($"{value.Table} {alias}");
            conditions.Add(Statement.Same(alias, row));
            conditions.Add(statement.IsParameter(alias, type, IndexWriter.PartCode(parameter, part)));
            conditions.Add(value.Condition(statement, alias));
            if (first is not null)
            {
                conditions.Add($"{alias}.ordinal / {IndexWriter.Together} = {first}.ordinal / {IndexWriter.Together}");
            }

            first ??= alias;
        }

        return $"EXISTS (SELECT 1 FROM {string.Join(", ", tables)} WHERE {string.Join(" AND ", conditions)}{statement.Dialect.AskedOfEachRow})";
    }

    private static string Missing(Statement statement, MissingFilter filter, string? type, string row)
    {
        if (filter.Parameter is Id or LastUpdated)
        {
            return filter.Missing ? "1 = 0" : "1 = 1";
        }

        var alias = statement.Alias("m");
        var (table, code) = IndexTables.Of(type, filter.Parameter);
        return $"{(filter.Missing ? "NOT " : "")}EXISTS (SELECT 1 FROM {table} {alias} WHERE {Statement.Same(alias, row)} AND "
            + $"{statement.IsParameter(alias, type, code)}{statement.Dialect.AskedOfEachRow})";
    }
}
