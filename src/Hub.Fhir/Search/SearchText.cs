using System.Globalization;
using System.Text;

namespace Hub.Fhir.Search;

/// <summary>The forms in which text is compared, and the escapes of search values (https://hl7.org/fhir/R4/search.html#escaping).</summary>
internal static class SearchText
{
    /// <summary>Lower case, without diacritics, runs of white space as one space, none at the ends.</summary>
    public static string Normal(string text)
    {
        if (Ascii.IsValid(text))
        {
            return Fold(text);
        }

        var plain = new StringBuilder(text.Length);
        foreach (var c in Decompose(text))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(c);
            }
        }

        return Fold(plain.ToString().Normalize(NormalizationForm.FormC));
    }

    /// <summary>Cuts at a separator that no backslash stands before; the parts keep their escapes.</summary>
    public static List<string> Split(string text, char separator, int max = int.MaxValue)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == separator && parts.Count < max - 1)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    /// <summary>\, \| \$ and \\ without their backslash; any other backslash stays.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is ',' or '|' or '$' or '\\')
            {
                i++;
            }

            plain.Append(text[i]);
        }

        return plain.ToString();
    }

    // A lone surrogate cannot be decomposed; it can only come from a query, never from a resource.
    private static string Decompose(string text) =>
        text.Any(char.IsSurrogate) ? new string([.. text.EnumerateRunes().SelectMany(rune => rune.ToString())]).Normalize(NormalizationForm.FormD) : text.Normalize(NormalizationForm.FormD);

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.Length > 0 && folded[^1] == ' ' ? folded.ToString(0, folded.Length - 1) : folded.ToString();
    }
}
