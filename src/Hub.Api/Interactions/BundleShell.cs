using System.Buffers;
using System.Text.Json;
using Hub.Api.Http;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;

namespace Hub.Api.Interactions;

/// <summary>The Bundle without the resources in it, held against the definition of Bundle: they are checked one by one, when their links are resolved.</summary>
internal static class BundleShell
{
    public static IReadOnlyList<Issue> Issues(JsonValue bundle)
    {
        var issues = new List<Issue>();
        Validator.R4.Validate(Of(bundle), issues);
        return issues;
    }

    private static JsonText Of(JsonValue bundle)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, FhirJson.Writing))
        {
            json.WriteStartObject();
            foreach (var property in bundle.Properties)
            {
                json.WritePropertyName(property.NameUtf8);
                if (property.NameEquals("entry"u8) && property.Value.Kind == JsonKind.Array)
                {
                    Entries(json, property.Value);
                }
                else
                {
                    json.WriteRawValue(property.Value.Raw, skipInputValidation: true);
                }
            }

            json.WriteEndObject();
        }

        return JsonText.Of(buffer.WrittenMemory);
    }

    private static void Entries(Utf8JsonWriter json, JsonValue entries)
    {
        json.WriteStartArray();
        foreach (var entry in entries.Items)
        {
            if (entry.Kind != JsonKind.Object)
            {
                json.WriteRawValue(entry.Raw, skipInputValidation: true);
                continue;
            }

            json.WriteStartObject();
            foreach (var property in entry.Properties)
            {
                if (!property.NameEquals("resource"u8))
                {
                    json.WritePropertyName(property.NameUtf8);
                    json.WriteRawValue(property.Value.Raw, skipInputValidation: true);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
