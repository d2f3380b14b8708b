using System.Buffers;
using Hub.Fhir.Json;

namespace Hub.Fhir.Patch;

/// <summary>A JSON value that can be changed. What no operation touches keeps the bytes it came with.</summary>
internal sealed class PatchNode
{
    private PatchNode(JsonKind kind, byte[] raw, int row)
    {
        Kind = kind;
        Raw = raw;
        Row = row;
    }

    public JsonKind Kind { get; }

    /// <summary>The bytes of a value that has no parts.</summary>
    public byte[] Raw { get; }

    /// <summary>The row of the text it was read from, to find it again.</summary>
    public int Row { get; }

    /// <summary>The names of an object's members as they were written, in quotes; empty for all else.</summary>
    public List<byte[]> RawNames { get; } = [];

    /// <summary>The names of an object's members, in step with <see cref="Parts"/>.</summary>
    public List<string> Names { get; } = [];

    /// <summary>Members or items.</summary>
    public List<PatchNode> Parts { get; } = [];

    /// <summary>This node and all in it.</summary>
    public int Size => 1 + Parts.Sum(part => part.Size);

    public static PatchNode Of(JsonValue value)
    {
        var isContainer = value.Kind is JsonKind.Object or JsonKind.Array;
        var node = new PatchNode(value.Kind, isContainer ? [] : value.Raw.ToArray(), value.Index);
        foreach (var item in value.Items)
        {
            node.Parts.Add(Of(item));
        }

        foreach (var property in value.Properties)
        {
            node.Append(property.Name, property.RawName.ToArray(), Of(property.Value));
        }

        return node;
    }

    public static PatchNode Empty(JsonKind kind) => new(kind, kind == JsonKind.Null ? "null"u8.ToArray() : [], -1);

    public PatchNode Copy()
    {
        var copy = new PatchNode(Kind, Raw, -1);
        copy.RawNames.AddRange(RawNames);
        copy.Names.AddRange(Names);
        copy.Parts.AddRange(Parts.Select(part => part.Copy()));
        return copy;
    }

    public PatchNode? Member(string name) => Names.IndexOf(name) is >= 0 and var place ? Parts[place] : null;

    /// <summary>Sets a member, in the place of one of the same name or at the end.</summary>
    public void Set(string name, PatchNode value)
    {
        var place = Names.IndexOf(name);
        if (place >= 0)
        {
            Parts[place] = value;
            return;
        }

        Append(name, JsonEscapes.Quoted(name), value);
    }

    public void RemoveAt(int place)
    {
        Parts.RemoveAt(place);
        if (Kind == JsonKind.Object)
        {
            Names.RemoveAt(place);
            RawNames.RemoveAt(place);
        }
    }

    /// <summary>Removes a member, when there is one of that name.</summary>
    public void Remove(string name)
    {
        if (Names.IndexOf(name) is >= 0 and var place)
        {
            RemoveAt(place);
        }
    }

    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private void Append(string name, byte[] rawName, PatchNode value)
    {
        Names.Add(name);
        RawNames.Add(rawName);
        Parts.Add(value);
    }

    private void Write(ArrayBufferWriter<byte> buffer)
    {
        if (Kind is not (JsonKind.Object or JsonKind.Array))
        {
            buffer.Write(Raw);
            return;
        }

        buffer.Write(Kind == JsonKind.Object ? "{"u8 : "["u8);
        for (var place = 0; place < Parts.Count; place++)
        {
            buffer.Write(place > 0 ? ","u8 : ""u8);
            if (Kind == JsonKind.Object)
            {
                buffer.Write(RawNames[place]);
                buffer.Write(":"u8);
            }

            Parts[place].Write(buffer);
        }

        buffer.Write(Kind == JsonKind.Object ? "}"u8 : "]"u8);
    }
}
