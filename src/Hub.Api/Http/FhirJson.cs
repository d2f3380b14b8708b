using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hub.Api.Http;

/// <summary>How the hub writes the JSON that is its own.</summary>
internal static class FhirJson
{
    /// <summary>Only what JSON itself asks to be escaped is: the answers are never part of an HTML page.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonWriterOptions Indented = Writing with { Indented = true };

    /// <summary>The same tokens, one to a line: strings and numbers keep their text.</summary>
    public static ReadOnlyMemory<byte> Pretty(ReadOnlyMemory<byte> json)
    {
        var buffer = new ArrayBufferWriter<byte>(json.Length * 2);
        var reader = new Utf8JsonReader(json.Span);
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            while (reader.Read())
            {
                Copy(ref reader, writer);
            }
        }

        return buffer.WrittenMemory;
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: writer.WriteStartObject(); break;
            case JsonTokenType.EndObject: writer.WriteEndObject(); break;
            case JsonTokenType.StartArray: writer.WriteStartArray(); break;
            case JsonTokenType.EndArray: writer.WriteEndArray(); break;
            case JsonTokenType.PropertyName: writer.WritePropertyName(reader.GetString()!); break;
            case JsonTokenType.String: writer.WriteRawValue([(byte)'"', .. reader.ValueSpan, (byte)'"'], skipInputValidation: true); break;
            default: writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true); break;
        }
    }
}
