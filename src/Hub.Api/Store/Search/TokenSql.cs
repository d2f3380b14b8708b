using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>Token: code and system by their interned numbers (https://hl7.org/fhir/R4/search.html#token).</summary>
internal static class TokenSql
{
    public static string Condition(Statement statement, string alias, TokenOperand operand)
    {
        if (operand.Text is { } text)
        {
            return statement.Dialect.Contains($"{alias}.text", statement.Values.Add(text));
        }

        var conditions = new List<string>(2);
        if (operand.Code is { } code)
        {
            conditions.Add($"{alias}.code = {statement.NameId(code)}");
        }

        if (operand.System is { } system)
        {
            conditions.Add($"{alias}.system = {statement.NameId(system)}");
        }

        return conditions.Count == 0 ? "1 = 1" : $"({string.Join(" AND ", conditions)})";
    }
}
