namespace Hub.Fhir.Search;

/// <summary>Strings (https://hl7.org/fhir/R4/search.html#string): begins with, contains or is exactly.</summary>
internal static class StringSearch
{
    public static StringOperand? Read(string text, out string? why)
    {
        why = null;
        var plain = SearchText.Unescape(text);
        return new StringOperand(plain, SearchText.Normal(plain));
    }

    public static bool Matches(StringOperand operand, StringValue value, Modifier modifier) => modifier switch
    {
        Modifier.Exact => value.Text == operand.Text,
        Modifier.Contains => value.Normal.Contains(operand.Normal, StringComparison.Ordinal),
        _ => value.Normal.StartsWith(operand.Normal, StringComparison.Ordinal),
    };
}
