using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>Date: intervals compared as <see cref="DateOperand"/> says (https://hl7.org/fhir/R4/search.html#date).</summary>
internal static class DateSql
{
    public static string Condition(Statement statement, string alias, DateOperand operand) =>
        Condition(statement, statement.Range(alias, "low"), statement.Range(alias, "high"), operand);

    public static string Condition(Statement statement, string low, string high, DateOperand operand)
    {
        var from = statement.Values.Add(operand.Low.UtcTicks);
        var until = statement.Values.Add(operand.High.UtcTicks);

        // The third condition follows from the other two; it gives the index of low an end.
        var contained = $"({low} >= {from} AND {high} <= {until} AND {low} <= {until})";
        return operand.Prefix switch
        {
            Prefix.Eq => contained,
            Prefix.Ne => $"NOT {contained}",
            Prefix.Gt => $"{high} > {until}",
            Prefix.Lt => $"{low} < {from}",
            Prefix.Ge => $"({high} > {until} OR {contained})",
            Prefix.Le => $"({low} < {from} OR {contained})",
            Prefix.Sa => $"{low} >= {until}",
            Prefix.Eb => $"{high} <= {from}",
            _ => Around(statement, low, high, operand.Around(statement.Scope.Now)),
        };
    }

    private static string Around(Statement statement, string low, string high, (DateTimeOffset Low, DateTimeOffset High) around) =>
        $"({low} < {statement.Values.Add(around.High.UtcTicks)} AND {high} > {statement.Values.Add(around.Low.UtcTicks)})";
}
