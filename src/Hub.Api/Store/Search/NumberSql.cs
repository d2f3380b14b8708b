using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>Number: intervals compared as <see cref="NumberOperand"/> says (https://hl7.org/fhir/R4/search.html#number).</summary>
internal static class NumberSql
{
    public static string Condition(Statement statement, string alias, NumberOperand operand)
    {
        string Value(decimal number) => statement.Values.Add((double)number);
        string Contained() =>
            $"({alias}.low >= {Value(operand.Low)} AND {alias}.high < {Value(operand.High)} AND {alias}.low < {Value(operand.High)})";
        return operand.Prefix switch
        {
            Prefix.Eq => Contained(),
            Prefix.Ne => $"NOT {Contained()}",
            Prefix.Gt => $"{alias}.high > {Value(operand.Value)}",
            Prefix.Lt => $"{alias}.low < {Value(operand.Value)}",
            Prefix.Ge => $"{alias}.high >= {Value(operand.Value)}",
            Prefix.Le => $"{alias}.low <= {Value(operand.Value)}",
            Prefix.Sa => $"{alias}.low > {Value(operand.Value)}",
            Prefix.Eb => $"{alias}.high < {Value(operand.Value)}",
            _ => $"({alias}.low <= {Value(operand.High)} AND {alias}.high >= {Value(operand.Low)})",
        };
    }
}
