using System.Buffers;
using System.Text.Json;
using Hub.Api.Http;

namespace Hub.Api.Operations;

/// <summary>Writes the Parameters resource that an operation answers with (https://hl7.org/fhir/R4/parameters.html).</summary>
internal sealed class ParametersText
{
    private readonly Utf8JsonWriter json;

    private ParametersText(Utf8JsonWriter json) => this.json = json;

    public static FhirAnswer Answer(Action<ParametersText> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, FhirJson.Writing))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "Parameters");
            json.WriteStartArray("parameter");
            content(new ParametersText(json));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return FhirAnswer.Json(buffer.WrittenMemory);
    }

    /// <summary>One parameter with the value given; none when there is no value.</summary>
    public void Add(string name, string type, string? value)
    {
        if (value is not null)
        {
            Add(name, () => json.WriteString($"value{type}", value));
        }
    }

    public void Add(string name, bool value) => Add(name, () => json.WriteBoolean("valueBoolean", value));

    public void Add(string name, string type, ReadOnlySpan<byte> value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WritePropertyName($"value{type}");
        json.WriteRawValue(value, skipInputValidation: true);
        json.WriteEndObject();
    }

    public void AddCoding(string name, string system, string code, string? display) => Add(name, () =>
    {
        json.WriteStartObject("valueCoding");
        json.WriteString("system", system);
        json.WriteString("code", code);
        if (display is not null)
        {
            json.WriteString("display", display);
        }

        json.WriteEndObject();
    });

    /// <summary>A parameter made of parameters.</summary>
    public void AddParts(string name, Action<ParametersText> parts) => Add(name, () =>
    {
        json.WriteStartArray("part");
        parts(this);
        json.WriteEndArray();
    });

    private void Add(string name, Action value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        value();
        json.WriteEndObject();
    }
}
