using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hub.Fhir.Json;

/// <summary>The characters behind the escapes of a JSON string.</summary>
internal static class JsonEscapes
{
    public static string Text(ReadOnlySpan<byte> content, bool isEscaped) =>
        Encoding.UTF8.GetString(isEscaped ? Unescape(content) : content);

    /// <summary>A string as JSON, with no more escapes than JSON asks for.</summary>
    public static byte[] Quoted(string text) =>
        Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");

    public static byte[] Unescape(ReadOnlySpan<byte> content)
    {
        var plain = new byte[content.Length];
        return plain.AsSpan(0, Unescape(content, plain)).ToArray();
    }

    /// <summary>Writes the characters into a buffer at least as long, and says how many bytes they are.</summary>
    public static int Unescape(ReadOnlySpan<byte> content, Span<byte> plain)
    {
        var written = 0;
        for (var next = content.IndexOf((byte)'\\'); next >= 0; next = content.IndexOf((byte)'\\'))
        {
            content[..next].CopyTo(plain[written..]);
            written += next;
            content = content[next..];
            content = content[1] == 'u' ? UnescapeUnit(content, plain, ref written) : UnescapeSign(content, plain, ref written);
        }

        content.CopyTo(plain[written..]);
        return written + content.Length;
    }

    private static ReadOnlySpan<byte> UnescapeSign(ReadOnlySpan<byte> content, Span<byte> plain, scoped ref int written)
    {
        plain[written++] = content[1] switch
        {
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            var sign => sign,
        };
        return content[2..];
    }

    /// <summary>Halves of surrogate pairs come in pairs here: the parser refused all others.</summary>
    private static ReadOnlySpan<byte> UnescapeUnit(ReadOnlySpan<byte> content, Span<byte> plain, scoped ref int written)
    {
        var unit = Unit(content);
        if (!char.IsHighSurrogate(unit))
        {
            written += new Rune(unit).EncodeToUtf8(plain[written..]);
            return content[6..];
        }

        written += new Rune(unit, Unit(content[6..])).EncodeToUtf8(plain[written..]);
        return content[12..];
    }

    /// <summary>The character of ASCII behind an escape that need not have been one, or nothing (0).</summary>
    public static byte Ascii(ReadOnlySpan<byte> escape) => escape[1] switch
    {
        (byte)'/' => (byte)'/',
        (byte)'u' when Unit(escape) is < (char)128 and var unit => (byte)unit,
        _ => 0,
    };

    private static char Unit(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape.Slice(2, 4), out int unit, out _, 'x') ? (char)unit : default;
}
