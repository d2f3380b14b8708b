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
        _ => StartsWith,
    };

    public static string StartsWith(SqlValues values, string column, string prefix) =>
        $"({column} >= {values.Add(prefix)} AND {column} < {values.Add(prefix + Greatest)})";

    /// <summary>The head finds the row by the index; a longer prefix is then compared whole.</summary>
    private static string StartsWith(Statement statement, string alias, StringOperand operand)
    {
        var head = IndexText.Head(operand.Normal);
        var byHead = StartsWith(statement.Values, statement.Range(alias, "head"), head);
        return head.Length == operand.Normal.Length
            ? byHead
            : $"({byHead} AND {StartsWith(statement.Values, statement.Dialect.Unindexed($"{alias}.normal"), operand.Normal)})";
    }

    private static string Exact(Statement statement, string alias, StringOperand operand) =>
        $"({alias}.head = {statement.Values.Add(IndexText.Head(operand.Normal))} AND {alias}.text = {statement.Values.Add(operand.Text)})";
}
