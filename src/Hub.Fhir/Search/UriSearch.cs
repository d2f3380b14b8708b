namespace Hub.Fhir.Search;

/// <summary>
/// URIs (https://hl7.org/fhir/R4/search.html#uri): equal; :below begins with it; :above is one of its <see cref="Ancestors"/>.
/// The two are for URLs, a URN has nothing above or below it.
/// </summary>
public static class UriSearch
{
    /// <summary>The URL and each part of it up to a character that is no letter or digit: what :above finds. Nothing for a URN.</summary>
    public static IEnumerable<string> Ancestors(string uri)
    {
        if (IsUrn(uri))
        {
            yield break;
        }

        yield return uri;
        for (var end = uri.Length - 1; end > 0; end--)
        {
            if (!char.IsLetterOrDigit(uri[end]) || !char.IsLetterOrDigit(uri[end - 1]))
            {
                yield return uri[..end];
            }
        }
    }

    public static bool IsUrn(string uri) => uri.StartsWith("urn:", StringComparison.OrdinalIgnoreCase);

    internal static string? Read(string text, out string? why)
    {
        why = text.Length == 0 ? "the URI is empty" : null;
        return why is null ? SearchText.Unescape(text) : null;
    }

    internal static bool Matches(string operand, string value, Modifier modifier) => modifier switch
    {
        Modifier.Below => !IsUrn(value) && value.StartsWith(operand, StringComparison.Ordinal),
        Modifier.Above => !IsUrn(value) && Ancestors(operand).Contains(value),
        _ => value == operand,
    };
}
