using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.Json;

/// <summary>Writes id, meta.versionId and meta.lastUpdated into a resource; every other token stays byte for byte.</summary>
public static class ResourceStamp
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static byte[] Apply(JsonValue resource, string id, string versionId, DateTimeOffset lastUpdated)
    {
        var buffer = new ArrayBufferWriter<byte>(resource.Raw.Length + 128);
        var hasId = resource["id"u8].Exists;
        var meta = Meta(resource["meta"u8], versionId, lastUpdated);
        var hasMeta = resource["meta"u8].Exists;
        buffer.Write("{"u8);
        foreach (var property in resource.Properties)
        {
            var isId = property.NameEquals("id"u8);
            var isMeta = property.NameEquals("meta"u8);
            Write(buffer, property, isId ? Quoted(id) : isMeta ? meta : property.Value.Raw);
            if (property.NameEquals("resourceType"u8) && !hasId)
            {
                Write(buffer, "\"id\":"u8, Quoted(id));
            }

            if (!hasMeta && (isId || (!hasId && property.NameEquals("resourceType"u8))))
            {
                Write(buffer, "\"meta\":"u8, meta);
            }
        }

        return Closed(buffer);
    }

    /// <summary>Puts the new address wherever a resource names an old one; null from the map leaves it.</summary>
    public static byte[] ReplaceReferences(JsonText text, Func<string, string?> map) => ReferenceReplacement.Apply(text.Root, map);

    /// <summary>An instant as the hub writes it: UTC with milliseconds.</summary>
    public static string Instant(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    private static byte[] Meta(JsonValue meta, string versionId, DateTimeOffset lastUpdated)
    {
        var buffer = new ArrayBufferWriter<byte>(meta.Raw.Length + 96);
        var version = Quoted(versionId);
        var instant = Quoted(Instant(lastUpdated));
        buffer.Write("{"u8);
        if (!meta["versionId"u8].Exists)
        {
            Write(buffer, "\"versionId\":"u8, version);
        }

        if (!meta["lastUpdated"u8].Exists)
        {
            Write(buffer, "\"lastUpdated\":"u8, instant);
        }

        foreach (var property in meta.Properties)
        {
            var value = property.NameEquals("versionId"u8) ? version : property.NameEquals("lastUpdated"u8) ? instant : property.Value.Raw;
            Write(buffer, property, value);
        }

        return Closed(buffer);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, JsonProperty property, ReadOnlySpan<byte> value)
    {
        buffer.Write(property.RawWithColon);
        buffer.Write(value);
        buffer.Write(","u8);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        buffer.Write(name);
        buffer.Write(value);
        buffer.Write(","u8);
    }

    private static byte[] Closed(ArrayBufferWriter<byte> buffer)
    {
        var bytes = buffer.WrittenSpan.ToArray();
        bytes[^1] = (byte)'}';
        return bytes;
    }

    private static byte[] Quoted(string text) => Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(text)}\"");
}
