using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>Quantity: the number, and the unit where one is given (https://hl7.org/fhir/R4/search.html#quantity).</summary>
internal static class QuantitySql
{
    public static string Condition(Statement statement, string alias, QuantityOperand operand)
    {
        var conditions = new List<string> { NumberSql.Condition(statement, alias, operand.Number) };
        if (operand.System is { } system)
        {
            conditions.Add($"{alias}.system = {statement.NameId(system)}");
        }

        if (operand.Code is { } code)
        {
            var asCode = $"{alias}.code = {statement.NameId(code)}";
            conditions.Add(operand.System is null ? $"({asCode} OR {alias}.unit = {statement.Values.Add(code)})" : asCode);
        }

        return $"({string.Join(" AND ", conditions)})";
    }
}
