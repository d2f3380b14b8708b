using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>Number: intervals compared as <see cref="NumberOperand"/> says (https://hl7.org/fhir/R4/search.html#number).</summary>
internal static class NumberSql
{
    public static string Condition(Statement statement, string alias, NumberOperand operand)
    {
        var (low, high) = (statement.Range(alias, "low"), statement.Range(alias, "high"));
        string Value(decimal number) => statement.Values.Add((double)number);
        string Contained() =>
            $"({low} >= {Value(operand.Low)} AND {high} < {Value(operand.High)} AND {low} < {Value(operand.High)})";
        return operand.Prefix switch
        {
            Prefix.Eq => Contained(),
            Prefix.Ne => $"NOT {Contained()}",
            Prefix.Gt => $"{high} > {Value(operand.Value)}",
            Prefix.Lt => $"{low} < {Value(operand.Value)}",
            Prefix.Ge => $"{high} >= {Value(operand.Value)}",
            Prefix.Le => $"{low} <= {Value(operand.Value)}",
            Prefix.Sa => $"{low} > {Value(operand.Value)}",
            Prefix.Eb => $"{high} < {Value(operand.Value)}",
            _ => $"({low} <= {Value(operand.High)} AND {high} >= {Value(operand.Low)})",
        };
    }
}
