using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>Reference: by target, by url, or by logical identifier (https://hl7.org/fhir/R4/search.html#reference).</summary>
internal static class ReferenceSql
{
    public static Func<Statement, string, ReferenceOperand, string> Of(Modifier modifier) => modifier switch
    {
        Modifier.Identifier => Identifier,
        Modifier.Below => Below,
        _ => Target,
    };

    private static string Target(Statement statement, string alias, ReferenceOperand operand)
    {
        var conditions = new List<string>(3);
        if (operand.Url is { } url)
        {
            conditions.Add($"{alias}.url = {statement.Values.Add(IndexText.Key(url))}");
        }
        else if (operand.Id is { } id)
        {
            conditions.Add($"{alias}.target_id = {statement.Values.Add(id)}");
            conditions.Add($"{alias}.url IS NULL");
        }

        if (operand is { Url: null, Type: { } type })
        {
            conditions.Add($"{alias}.target_type = {statement.Values.Add(type)}");
        }

        if (operand.Version is { } version)
        {
            conditions.Add($"{alias}.target_version = {statement.Values.Add(version)}");
        }

        return $"({string.Join(" AND ", conditions)})";
    }

    private static string Identifier(Statement statement, string alias, ReferenceOperand operand)
    {
        var conditions = new List<string>
        {
            operand.IdentifierValue is { } value
                ? $"{alias}.identifier_value = {statement.Values.Add(IndexText.Key(value))}"
                : $"{alias}.identifier_system <> 0",
        };

        if (operand.IdentifierSystem is { } system)
        {
            conditions.Add($"{alias}.identifier_system = {statement.NameId(system)}");
        }

        return $"({string.Join(" AND ", conditions)})";
    }

    private static string Below(Statement statement, string alias, ReferenceOperand operand)
    {
        var url = $"{alias}.url = {statement.Values.Add(IndexText.Key(operand.Url))}";
        return operand.Version is { } version ? $"({url} AND {StringSql.StartsWith(statement, $"{alias}.target_version", version)})" : url;
    }
}
