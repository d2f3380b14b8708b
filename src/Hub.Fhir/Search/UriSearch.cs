namespace Hub.Fhir.Search;

/// <summary>URIs (https://hl7.org/fhir/R4/search.html#uri): equal, :below for the tree under it, :above for what it lies under.</summary>
internal static class UriSearch
{
    public static string? Read(string text, out string? why)
    {
        why = text.Length == 0 ? "the URI is empty" : null;
        return why is null ? SearchText.Unescape(text) : null;
    }

    public static bool Matches(string operand, string value, Modifier modifier) => modifier switch
    {
        Modifier.Below => IsBelow(value, operand),
        Modifier.Above => IsBelow(operand, value),
        _ => value == operand,
    };

    /// <summary>The same, or longer by whole segments.</summary>
    private static bool IsBelow(string uri, string root) =>
        uri == root || (uri.StartsWith(root, StringComparison.Ordinal) && (root.EndsWith('/') || uri[root.Length] is '/' or '#' or '?' or '|'));
}
