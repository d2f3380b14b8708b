namespace Hub.Fhir.Search;

/// <summary>References (https://hl7.org/fhir/R4/search.html#reference): [id], [type]/[id], [url], [canonical]|[version], :identifier, :[type].</summary>
internal static class ReferenceSearch
{
    public static ReferenceOperand? Read(string text, Modifier modifier, string? type, out string? why)
    {
        why = text.Length == 0 ? "the reference is empty" : null;
        if (why is not null)
        {
            return null;
        }

        if (modifier == Modifier.Identifier)
        {
            var token = TokenSearch.Read(text, Modifier.None, true, out why);
            return token is null ? null : new ReferenceOperand(null, null, null, null, token.System, token.Code);
        }

        var plain = SearchText.Unescape(text);
        return IsUrl(plain) ? Canonical(plain) : Relative(plain, type);
    }

    public static bool Matches(ReferenceOperand operand, ReferenceValue value, Modifier modifier) => modifier switch
    {
        Modifier.Identifier => (operand.IdentifierSystem is null || operand.IdentifierSystem == (value.IdentifierSystem ?? ""))
            && (operand.IdentifierValue is null ? value.IdentifierSystem is not null : operand.IdentifierValue == value.IdentifierValue),
        _ when operand.Url is not null => MatchesUrl(operand, value, modifier),
        _ => value.Url is null && value.Id == operand.Id && (operand.Type is null || operand.Type == value.Type)
            && (operand.Version is null || operand.Version == value.Version),
    };

    /// <summary>Absolute: with a scheme before the first slash.</summary>
    public static bool IsUrl(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return colon > 0 && (slash < 0 || colon < slash);
    }

    /// <summary>[type]/[id], with or without /_history/[version]; an id alone where only one type is possible.</summary>
    public static ReferenceOperand Relative(string text, string? type)
    {
        var parts = text.Split('/');
        return parts.Length switch
        {
            1 => new ReferenceOperand(type, text),
            4 when parts[2] == "_history" => new ReferenceOperand(parts[0], parts[1], parts[3]),
            _ => new ReferenceOperand(string.Join('/', parts[..^1]), parts[^1]),
        };
    }

    private static bool MatchesUrl(ReferenceOperand operand, ReferenceValue value, Modifier modifier) =>
        value.Url is not null && (modifier == Modifier.Below
            ? value.Url == operand.Url && (operand.Version is null || (value.Version ?? "").StartsWith(operand.Version, StringComparison.Ordinal))
            : value.Url == operand.Url && (operand.Version is null || operand.Version == value.Version));

    private static ReferenceOperand Canonical(string text)
    {
        var bar = text.LastIndexOf('|');
        return bar < 0 ? new ReferenceOperand(null, null, null, text) : new ReferenceOperand(null, null, text[(bar + 1)..], text[..bar]);
    }
}
