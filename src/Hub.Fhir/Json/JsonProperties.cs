using System.Text;

namespace Hub.Fhir.Json;

/// <summary>The members of an object, in order.</summary>
public struct JsonProperties
{
    private readonly JsonText? text;
    private readonly int end;
    private int next;

    internal JsonProperties(JsonValue container)
    {
        text = container.Source;
        next = container.Index + 1;
        end = text is null ? next : container.Index + container.Entry.Rows;
        Current = default;
    }

    public JsonProperty Current { get; private set; }

    public readonly JsonProperties GetEnumerator() => this;

    public bool MoveNext()
    {
        if (next >= end)
        {
            return false;
        }

        Current = new JsonProperty(text!, next);
        next += 1 + text!.Entries[next + 1].Rows;
        return true;
    }
}

/// <summary>One member of an object.</summary>
public readonly struct JsonProperty
{
    private readonly JsonText text;
    private readonly int index;

    internal JsonProperty(JsonText text, int index)
    {
        this.text = text;
        this.index = index;
    }

    /// <summary>The name without escapes.</summary>
    public ReadOnlySpan<byte> NameUtf8 => Entry.IsEscaped ? JsonEscapes.Unescape(Content) : Content;

    public string Name => Encoding.UTF8.GetString(NameUtf8);

    public JsonValue Value => new(text, index + 1);

    /// <summary>The hash of the name, see <see cref="Json.NameHash"/>.</summary>
    internal int NameHash => Entry.IsEscaped ? Json.NameHash.Of(NameUtf8) : Entry.Rows;

    /// <summary>The name as it came, with quotes.</summary>
    internal ReadOnlySpan<byte> RawName => text.Bytes.AsSpan(Entry.Start - 1, Entry.Length + 2);

    /// <summary>The name as it came, with quotes and colon.</summary>
    internal ReadOnlySpan<byte> RawWithColon => text.Bytes.AsSpan(Entry.Start - 1, Entry.Length + 3);

    private ref readonly JsonEntry Entry => ref text.Entries[index];

    private ReadOnlySpan<byte> Content => text.Bytes.AsSpan(Entry.Start, Entry.Length);

    public bool NameEquals(ReadOnlySpan<byte> name) =>
        Entry.IsEscaped ? NameUtf8.SequenceEqual(name) : Entry.Length == name.Length && Content.SequenceEqual(name);
}
