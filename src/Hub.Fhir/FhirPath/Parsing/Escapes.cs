using System.Globalization;
using System.Text;

namespace Hub.Fhir.FhirPath.Parsing;

/// <summary>ESC: '\\' ([`'\\/fnrt"] | UNICODE). Another character after a backslash is kept with it: R4 invariants write '\s' so.</summary>
internal static class Escapes
{
    /// <summary>Reads up to the closing quote; <paramref name="position"/> stands behind the opening one and is left behind the closing one.</summary>
    public static string Read(string text, ref int position, char quote, int start)
    {
        var value = new StringBuilder();
        while (position < text.Length && text[position] != quote)
        {
            if (text[position] == '\\' && position + 1 < text.Length)
            {
                position++;
                Append(value, text, ref position);
            }
            else
            {
                value.Append(text[position++]);
            }
        }

        return position++ < text.Length
            ? value.ToString()
            : throw new FhirPathException(FhirPathStage.Syntax, $"The closing {quote} is missing", start);
    }

    public static string Quote(string text, char quote)
    {
        var value = new StringBuilder().Append(quote);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => value.Append("\\n"),
                '\r' => value.Append("\\r"),
                '\t' => value.Append("\\t"),
                '\f' => value.Append("\\f"),
                '\\' => value.Append("\\\\"),
                _ when c == quote => value.Append('\\').Append(c),
                _ => value.Append(c),
            };
        }

        return value.Append(quote).ToString();
    }

    private static void Append(StringBuilder value, string text, ref int position)
    {
        var c = text[position++];
        if (c == 'u' && position + 4 <= text.Length
            && ushort.TryParse(text.AsSpan(position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            position += 4;
            value.Append((char)code);
            return;
        }

        _ = c switch
        {
            'n' => value.Append('\n'),
            'r' => value.Append('\r'),
            't' => value.Append('\t'),
            'f' => value.Append('\f'),
            '\'' or '"' or '`' or '\\' or '/' => value.Append(c),
            _ => value.Append('\\').Append(c),
        };
    }
}
