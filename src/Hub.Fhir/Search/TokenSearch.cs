using Hub.Fhir.Terminology;

namespace Hub.Fhir.Search;

/// <summary>Tokens (https://hl7.org/fhir/R4/search.html#token): [code], [system]|[code], |[code], [system]|.</summary>
internal static class TokenSearch
{
    public const string OfTypeSuffix = ":of-type";

    public static TokenOperand? Read(string text, Modifier modifier, bool fold, out string? why)
    {
        why = null;
        switch (modifier)
        {
            case Modifier.Text:
                return new TokenOperand(null, null, SearchText.Normal(SearchText.Unescape(text)));
            case Modifier.OfType:
                return ReadOfType(text, ref why);
        }

        var parts = SearchText.Split(text, '|', 2);
        var code = SearchText.Unescape(parts[^1]);
        if (parts.Count == 1)
        {
            return new TokenOperand(null, Fold(code, fold));
        }

        var system = SearchText.Unescape(parts[0]);
        if (system.Length == 0 && code.Length == 0)
        {
            why = "neither a system nor a code is given";
            return null;
        }

        return new TokenOperand(system, code.Length == 0 ? null : Fold(code, fold));
    }

    public static bool Matches(TokenOperand operand, TokenValue value, Modifier modifier) => modifier switch
    {
        Modifier.Text => value.Text is not null && SearchText.Normal(value.Text).Contains(operand.Text!, StringComparison.Ordinal),
        _ => (operand.System is null || operand.System == (value.System ?? "")) && (operand.Code is null || operand.Code == value.Code),
    };

    /// <summary>The codes of a value set that the hub holds, as operands; null when it does not hold it.</summary>
    public static IReadOnlyList<TokenOperand>? Members(string valueSet) => TerminologySet.Held.ValueSet(valueSet) is { } held
        ? [.. held.Concepts.Select(concept => new TokenOperand(concept.System, concept.Code))]
        : null;

    /// <summary>The code under which an identifier with its type stands in the index "[name]:of-type".</summary>
    public static string OfTypeCode(string? code, string? value) => $"{code}|{Fold(value ?? "", true)}";

    /// <summary>A token over a FHIR string (an identifier's value, a telephone number) ignores case, a code does not.</summary>
    public static string Fold(string code, bool fold) => fold ? code.ToLowerInvariant() : code;

    private static TokenOperand? ReadOfType(string text, ref string? why)
    {
        var parts = SearchText.Split(text, '|').ConvertAll(SearchText.Unescape);
        if (parts.Count == 3 && parts.TrueForAll(part => part.Length > 0))
        {
            return new TokenOperand(parts[0], OfTypeCode(parts[1], parts[2]));
        }

        why = "write [system]|[code]|[value], all three";
        return null;
    }
}
