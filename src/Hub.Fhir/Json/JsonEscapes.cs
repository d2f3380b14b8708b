using System.Text;
using System.Text.Json;

namespace Hub.Fhir.Json;

/// <summary>The characters behind the escapes of a JSON string.</summary>
internal static class JsonEscapes
{
    public static string Text(ReadOnlySpan<byte> content, bool isEscaped) =>
        Encoding.UTF8.GetString(isEscaped ? Unescape(content) : content);

    public static byte[] Unescape(ReadOnlySpan<byte> content)
    {
        Span<byte> quoted = content.Length < 1000 ? stackalloc byte[content.Length + 2] : new byte[content.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        content.CopyTo(quoted[1..]);
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        var plain = new byte[content.Length];
        return plain.AsSpan(0, reader.CopyString(plain)).ToArray();
    }
}
