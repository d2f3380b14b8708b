using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Json;

/// <summary>
/// A JSON text, immutable and lossless: its UTF-8 bytes without the white space between tokens, and a flat table of where
/// each value stands. Every name, string and number keeps the bytes it came with.
/// </summary>
public sealed class JsonText
{
    public const int DefaultMaxDepth = 100;

    internal JsonText(byte[] utf8, JsonEntry[] entries)
    {
        Bytes = utf8;
        Entries = entries;
    }

    /// <summary>The text without white space between tokens.</summary>
    public ReadOnlyMemory<byte> Utf8 => Bytes;

    public JsonValue Root => new(this, 0);

    internal byte[] Bytes { get; }

    internal JsonEntry[] Entries { get; }

    /// <summary>Null, with an issue, when the bytes are not JSON that the hub can take: see specs/validation.md.</summary>
    public static JsonText? Parse(ReadOnlyMemory<byte> utf8, ICollection<Issue> issues, int maxDepth = DefaultMaxDepth)
    {
        using var parser = new JsonParser(utf8.Span, maxDepth);
        var text = parser.Parse(out var issue);
        if (issue is not null)
        {
            issues.Add(issue);
        }

        return text;
    }

    /// <summary>For bytes that the hub wrote itself: throws when they are not JSON.</summary>
    public static JsonText Of(ReadOnlyMemory<byte> utf8)
    {
        var issues = new List<Issue>();
        return Parse(utf8, issues, int.MaxValue / 2) ?? throw new ProblemException(issues);
    }

    /// <summary>False when these bytes are nowhere in the text: not as they stand, and not with '/' or other characters escaped.</summary>
    public bool MayMention(ReadOnlySpan<byte> bytes) => MayMention(Bytes, bytes);

    /// <summary>The same of a part of a text.</summary>
    internal static bool MayMention(ReadOnlySpan<byte> text, ReadOnlySpan<byte> bytes)
    {
        if (text.IndexOf(bytes) >= 0)
        {
            return true;
        }

        for (var at = text.IndexOf((byte)'\\'); at >= 0; at = text.IndexOf((byte)'\\'))
        {
            if (bytes.Contains(JsonEscapes.Ascii(text[at..])))
            {
                return true;
            }

            text = text[(at + 2)..];
        }

        return false;
    }

    /// <summary>The value at a row of the table, as <see cref="JsonValue.Index"/> named it.</summary>
    public JsonValue At(int index) => index < 0 ? default : new(this, index);
}
