using System.Buffers;
using System.Text.Json;

namespace Hub.Api.Http;

/// <summary>Writes a Bundle around resources that are bytes already; they are copied, not read.</summary>
internal sealed class BundleText
{
    private static readonly JsonEncodedText FullUrl = JsonEncodedText.Encode("fullUrl");
    private static readonly JsonEncodedText Search = JsonEncodedText.Encode("search");
    private static readonly JsonEncodedText Mode = JsonEncodedText.Encode("mode");

    private readonly Utf8JsonWriter json;
    private bool linked;

    private BundleText(Utf8JsonWriter json) => this.json = json;

    /// <summary>A Bundle with that content, whose resources have about so many <paramref name="bytes"/>.</summary>
    public static ReadOnlyMemory<byte> Write(string type, long? total, Action<BundleText> content, int bytes = 0)
    {
        var buffer = new ArrayBufferWriter<byte>(2048 + bytes);
        using (var json = new Utf8JsonWriter(buffer, FhirJson.Writing))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "Bundle");
            json.WriteString("type", type);
            if (total is { } known)
            {
                json.WriteNumber("total", known);
            }

            content(new BundleText(json));
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>What a document or message is known by (https://hl7.org/fhir/R4/bundle.html#invs, bdl-9 and bdl-10).</summary>
    public void Identify(string uri, DateTimeOffset timestamp)
    {
        json.WriteStartObject("identifier");
        json.WriteString("system", "urn:ietf:rfc:3986");
        json.WriteString("value", uri);
        json.WriteEndObject();
        json.WriteString("timestamp", Instants.Text(timestamp));
    }

    public void Link(string relation, string url)
    {
        if (!linked)
        {
            json.WriteStartArray("link");
            linked = true;
        }

        json.WriteStartObject();
        json.WriteString("relation", relation);
        json.WriteString("url", url);
        json.WriteEndObject();
    }

    /// <summary>The entries, if there are any: FHIR has no empty arrays.</summary>
    public void Entries(int count, Action entries)
    {
        if (linked)
        {
            json.WriteEndArray();
        }

        if (count > 0)
        {
            json.WriteStartArray("entry");
            entries();
            json.WriteEndArray();
        }
    }

    /// <summary>An entry that a search has found; what it is there for is its mode (https://hl7.org/fhir/R4/valueset-search-entry-mode.html).</summary>
    public void Found(string? fullUrl, ReadOnlyMemory<byte> body, JsonEncodedText mode)
    {
        json.WriteStartObject();
        if (fullUrl is not null)
        {
            json.WriteString(FullUrl, fullUrl);
        }

        Resource(json, body);
        json.WriteStartObject(Search);
        json.WriteString(Mode, mode);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public void Entry(Action<Utf8JsonWriter> content)
    {
        json.WriteStartObject();
        content(json);
        json.WriteEndObject();
    }

    public static void Resource(Utf8JsonWriter json, ReadOnlyMemory<byte> body)
    {
        json.WritePropertyName("resource");
        json.WriteRawValue(body.Span, skipInputValidation: true);
    }
}
