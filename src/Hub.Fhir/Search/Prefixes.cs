namespace Hub.Fhir.Search;

/// <summary>Reads the two letters in front of an ordered value.</summary>
internal static class Prefixes
{
    /// <summary>Eq when there is none; <paramref name="rest"/> is what stands behind.</summary>
    public static Prefix Read(string text, out string rest)
    {
        if (text.Length > 2 && char.IsAsciiLetterLower(text[0]) && char.IsAsciiLetterLower(text[1])
            && Enum.TryParse<Prefix>(char.ToUpperInvariant(text[0]) + text[1..2], out var prefix))
        {
            rest = text[2..];
            return prefix;
        }

        rest = text;
        return Prefix.Eq;
    }
}
