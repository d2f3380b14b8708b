using System.Buffers;
using System.Text.Json;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Narrative;
using Hub.Fhir.Search;

namespace Hub.Api.Http;

/// <summary>Part of a resource, marked as such: _summary and _elements (https://hl7.org/fhir/R4/search.html#summary).</summary>
internal static class Subset
{
    private static readonly string[] Always = ["resourceType", "id", "meta"];

    /// <summary>The resource as it stands when all of it is asked for.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> body, SearchQuery query)
        => query is { Elements.Count: 0, Summary: SummaryMode.False or SummaryMode.Count }
            ? body
            : Of(Told(JsonText.Of(body), query), query);

    /// <summary>Who asks for the text gets one, also where none was sent.</summary>
    private static JsonValue Told(JsonText resource, SearchQuery query)
        => query.Summary == SummaryMode.Text && !resource.Root["text"u8].Exists ? JsonText.Of(NarrativeText.With(resource)).Root : resource.Root;

    private static ReadOnlyMemory<byte> Of(JsonValue resource, SearchQuery query)
    {
        var type = DefinitionSet.R4.Resource(resource["resourceType"u8].Utf8);
        var buffer = new ArrayBufferWriter<byte>(resource.Raw.Length);
        using (var json = new Utf8JsonWriter(buffer, FhirJson.Writing))
        {
            json.WriteStartObject();
            foreach (var property in resource.Properties)
            {
                if (property.NameEquals("meta"u8))
                {
                    Meta(json, property.Value);
                }
                else if (IsWanted(property.Name, type, query))
                {
                    json.WritePropertyName(property.NameUtf8);
                    json.WriteRawValue(property.Value.Raw, skipInputValidation: true);
                }
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static bool IsWanted(string name, TypeDefinition? type, SearchQuery query)
    {
        if (Always.Contains(name) || type is null)
        {
            return true;
        }

        var plain = name.TrimStart('_');
        if (!type.TryGetJsonProperty(System.Text.Encoding.UTF8.GetBytes(plain), out var element, out _))
        {
            return false;
        }

        return element.Min > 0 || element.IsModifier || IsAsked(element, query);
    }

    private static bool IsAsked(ElementDefinition element, SearchQuery query) => query.Elements.Count > 0
        ? query.Elements.Contains(element.Name)
        : query.Summary switch
        {
            SummaryMode.True => element.IsSummary,
            SummaryMode.Text => element.Name == "text",
            SummaryMode.Data => element.Name != "text",
            _ => true,
        };

    // The tag says that what is missing may be there, so that nobody writes the part back over the whole.
    private static void Meta(Utf8JsonWriter json, JsonValue meta)
    {
        json.WriteStartObject("meta");
        foreach (var property in meta.Properties)
        {
            if (!property.NameEquals("tag"u8))
            {
                json.WritePropertyName(property.NameUtf8);
                json.WriteRawValue(property.Value.Raw, skipInputValidation: true);
            }
        }

        json.WriteStartArray("tag");
        foreach (var tag in meta["tag"u8].Items)
        {
            json.WriteRawValue(tag.Raw, skipInputValidation: true);
        }

        json.WriteStartObject();
        json.WriteString("system", "http://terminology.hl7.org/CodeSystem/v3-ObservationValue");
        json.WriteString("code", "SUBSETTED");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
