using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>Token: code and system by their interned numbers (https://hl7.org/fhir/R4/search.html#token).</summary>
internal static class TokenSql
{
    public static Func<Statement, string, TokenOperand, string> Of(string parameter) => OwnCodes.Are(parameter)
        ? (statement, alias, operand) => Condition(statement, alias, operand, Own)
        : (statement, alias, operand) => Condition(statement, alias, operand, Interned);

    private static string Interned(Statement statement, string alias, string code) => $"{alias}.code = {statement.NameId(code)}";

    /// <summary>The number finds the row by the index, the code itself is then compared.</summary>
    private static string Own(Statement statement, string alias, string code) => code.Length == 0
        ? $"{alias}.code = 0"
        : $"{alias}.code = {statement.Values.Add(OwnCodes.Number(code))} AND {alias}.value = {statement.Values.Add(code)}";

    private static string Condition(Statement statement, string alias, TokenOperand operand, Func<Statement, string, string, string> isCode)
    {
        if (operand.Text is { } text)
        {
            return statement.Dialect.Contains($"{alias}.text", statement.Values.Add(text));
        }

        var conditions = new List<string>(2);
        if (operand.Code is { } code)
        {
            conditions.Add(isCode(statement, alias, code));
        }

        if (operand.System is { } system)
        {
            conditions.Add($"{alias}.system = {statement.NameId(system)}");
        }

        return conditions.Count == 0 ? "1 = 1" : $"({string.Join(" AND ", conditions)})";
    }
}
