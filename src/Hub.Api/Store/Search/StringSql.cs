using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>String: begins with, contains, or is exactly (https://hl7.org/fhir/R4/search.html#string).</summary>
internal static class StringSql
{
    /// <summary>The greatest character there is: everything that begins with a text sorts before the text and this.</summary>
    private const string Greatest = "\U0010FFFF";

    public static Func<Statement, string, StringOperand, string> Of(Modifier modifier) => modifier switch
    {
        Modifier.Exact => Exact,
        Modifier.Contains => (statement, alias, operand) => statement.Dialect.Contains($"{alias}.normal", statement.Values.Add(operand.Normal)),
        _ => (statement, alias, operand) => StartsWith(statement, statement.Range(alias, "normal"), operand.Normal),
    };

    public static string StartsWith(Statement statement, string column, string prefix) =>
        $"({column} >= {statement.Values.Add(prefix)} AND {column} < {statement.Values.Add(prefix + Greatest)})";

    /// <summary>The normal form finds the row by the index, the text decides.</summary>
    private static string Exact(Statement statement, string alias, StringOperand operand) =>
        $"({alias}.normal = {statement.Values.Add(operand.Normal)} AND {alias}.text = {statement.Values.Add(operand.Text)})";
}
