using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hub.Fhir.Json;

namespace Hub.Portal.Door;

/// <summary>Writes FHIR JSON: plain objects as they read, what the hub gave token for token, nothing for null.</summary>
public static class FhirText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new AsGiven() },
    };

    public static byte[] Bytes(object resource) => JsonSerializer.SerializeToUtf8Bytes(resource, Options);

    /// <summary>The resource with some elements put in place of the old ones; all others stay as they are, token for token.</summary>
    public static byte[] With(JsonValue resource, params IReadOnlyList<(string Name, object? Value)> changes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in resource.Properties)
            {
                if (!changes.Any(change => change.Name == property.Name))
                {
                    writer.WritePropertyName(property.NameUtf8);
                    writer.WriteRawValue(property.Value.Raw);
                }
            }

            foreach (var (name, value) in changes.Where(change => change.Value is not null))
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, value, Options);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The extensions of an element with those of one url replaced by others.</summary>
    public static object[] Extensions(JsonValue element, string url, params IReadOnlyList<object> fresh) =>
        Extensions(element, [url], fresh);

    public static object[] Extensions(JsonValue element, IReadOnlyCollection<string> urls, IReadOnlyList<object> fresh)
    {
        var kept = new List<object>();
        foreach (var extension in element["extension"].Items)
        {
            if (!urls.Contains(extension["url"].Text))
            {
                kept.Add(extension);
            }
        }

        return [.. kept, .. fresh];
    }

    public static object Code(string system, string code) => new { coding = new[] { new { system, code, display = Words.For(system, code) } } };

    public static object Reference(string reference, string? display = null) => new { reference, display };

    private sealed class AsGiven : JsonConverter<JsonValue>
    {
        public override JsonValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, JsonValue value, JsonSerializerOptions options) => writer.WriteRawValue(value.Raw);
    }
}

/// <summary>JSON that stands as it is in a larger one.</summary>
internal static class Raw
{
    public static JsonValue Of(byte[] json) =>
        JsonText.Parse(json, new List<Hub.Fhir.Outcomes.Issue>())?.Root ?? throw new InvalidOperationException("What the portal wrote is not JSON.");
}
