using System.Runtime.CompilerServices;
using System.Text;

namespace Hub.Fhir.Json;

/// <summary>A cursor to one value of a <see cref="JsonText"/>. The default value is the place that does not exist.</summary>
public readonly struct JsonValue : IEquatable<JsonValue>
{
    private readonly JsonText? text;
    private readonly int index;

    internal JsonValue(JsonText text, int index)
    {
        this.text = text;
        this.index = index;
    }

    public bool Exists => text is not null;

    public JsonKind Kind => text is null ? JsonKind.None : Entry.Kind;

    /// <summary>The text this value stands in.</summary>
    public JsonText? Source => text;

    /// <summary>The row of the table, for <see cref="JsonText.At"/>; -1 when the value does not exist.</summary>
    public int Index => text is null ? -1 : index;

    /// <summary>The bytes as they came, with the quotes of a string; nothing when the value does not exist.</summary>
    public ReadOnlySpan<byte> Raw
    {
        get
        {
            if (text is null)
            {
                return default;
            }

            var quote = Entry.Kind == JsonKind.String ? 1 : 0;
            return text.Bytes.AsSpan(Entry.Start - quote, Entry.Length + (2 * quote));
        }
    }

    /// <summary>The characters of a string without escapes, or the bytes of any other value, in UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 => text is null
        ? default
        : Entry.IsEscaped ? JsonEscapes.Unescape(Content) : Content;

    /// <summary>The string without escapes, or the text of any other value; empty when the value does not exist.</summary>
    public string Text => text is null ? "" : JsonEscapes.Text(Content, Entry.IsEscaped);

    /// <summary>Members of an object or items of an array.</summary>
    public int Count => text is null ? 0 : Entry.Count;

    public JsonItems Items => new(Kind == JsonKind.Array ? this : default);

    public JsonProperties Properties => new(Kind == JsonKind.Object ? this : default);

    internal ref readonly JsonEntry Entry => ref text!.Entries[index];

    private ReadOnlySpan<byte> Content => text!.Bytes.AsSpan(Entry.Start, Entry.Length);

    [IndexerName("Member")]
    public JsonValue this[ReadOnlySpan<byte> name]
    {
        get
        {
            foreach (var property in Properties)
            {
                if (property.NameEquals(name))
                {
                    return property.Value;
                }
            }

            return default;
        }
    }

    [IndexerName("Member")]
    public JsonValue this[string name]
    {
        get
        {
            Span<byte> utf8 = stackalloc byte[256];
            return Encoding.UTF8.TryGetBytes(name, utf8, out var length) ? this[utf8[..length]] : this[Encoding.UTF8.GetBytes(name)];
        }
    }

    public static bool operator ==(JsonValue left, JsonValue right) => left.Equals(right);

    public static bool operator !=(JsonValue left, JsonValue right) => !left.Equals(right);

    public bool TextEquals(ReadOnlySpan<byte> value) => text is not null && Utf8.SequenceEqual(value);

    /// <summary>The item of an array, or nothing.</summary>
    public JsonValue Item(int number)
    {
        foreach (var item in Items)
        {
            if (number-- == 0)
            {
                return item;
            }
        }

        return default;
    }

    /// <summary>The same place of the same text.</summary>
    public bool Equals(JsonValue other) => ReferenceEquals(text, other.text) && index == other.index;

    public override bool Equals(object? obj) => obj is JsonValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(text, index);

    public override string ToString() => Encoding.UTF8.GetString(Raw);
}
