using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>Where the values of a filter are: the index table, the parameter's code in it, and the condition on one row.</summary>
internal sealed record ValueSql(string Table, string Code, Func<Statement, string, string> Condition)
{
    /// <summary>Null for filters that are not about rows of one index table.</summary>
    public static ValueSql? Of(SearchFilter filter) => filter switch
    {
        TokenFilter { Modifier: Modifier.OfType } token => new("index_token", $"{token.Parameter}:of-type", Any(token.Values, TokenSql.Of(token.Parameter))),
        TokenFilter token => new("index_token", token.Parameter, Any(token.Values, TokenSql.Of(token.Parameter))),
        ReferenceFilter reference => new(
            "index_reference", reference.Parameter, Any(reference.Values, ReferenceSql.Of(reference.Modifier))),
        StringFilter text => new("index_string", text.Parameter, Any(text.Values, StringSql.Of(text.Modifier))),
        DateFilter date => new("index_date", date.Parameter, Any(date.Values, DateSql.Condition)),
        NumberFilter number => new("index_number", number.Parameter, Any(number.Values, NumberSql.Condition)),
        QuantityFilter quantity => new("index_quantity", quantity.Parameter, Any(quantity.Values, QuantitySql.Condition)),
        UriFilter uri => new("index_uri", uri.Parameter, Any(uri.Values, UriSql.Of(uri.Modifier))),
        _ => null,
    };

    private static Func<Statement, string, string> Any<T>(IReadOnlyList<T> operands, Func<Statement, string, T, string> condition) =>
        (statement, alias) => operands.Count == 1
            ? condition(statement, alias, operands[0])
            : $"({string.Join(" OR ", operands.Select(operand => condition(statement, alias, operand)))})";
}
