using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>String: begins with, contains, or is exactly (https://hl7.org/fhir/R4/search.html#string).</summary>
internal static class StringSql
{
    public static Func<Statement, string, StringOperand, string> Of(Modifier modifier) => modifier switch
    {
        Modifier.Exact => Exact,
        Modifier.Contains => (statement, alias, operand) => statement.Dialect.Contains($"{alias}.normal", statement.Values.Add(operand.Normal)),
        _ => StartsWith,
    };

    public static string StartsWith(Statement statement, string column, string prefix) =>
        $"({column} >= {statement.Values.Add(prefix)} AND {column} < {statement.Values.Add(prefix + statement.Dialect.Greatest)})";

    /// <summary>The head finds the row by the index; a longer prefix is then compared whole.</summary>
    private static string StartsWith(Statement statement, string alias, StringOperand operand)
    {
        var head = IndexText.Head(operand.Normal);
        var byHead = StartsWith(statement, statement.Range(alias, "head"), head);
        return head.Length == operand.Normal.Length
            ? byHead
            : $"({byHead} AND {StartsWith(statement, statement.Dialect.Unindexed($"{alias}.normal"), operand.Normal)})";
    }

    private static string Exact(Statement statement, string alias, StringOperand operand) =>
        $"({alias}.head = {statement.Values.Add(IndexText.Head(operand.Normal))} AND {statement.Dialect.Exactly($"{alias}.text", statement.Values.Add(operand.Text))})";
}
