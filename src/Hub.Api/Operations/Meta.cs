using System.Buffers;
using System.Text.Json;
using Hub.Api.Http;
using Hub.Api.Interactions;
using Hub.Fhir.Json;

namespace Hub.Api.Operations;

/// <summary>$meta: version, profiles, labels and tags of one resource (https://hl7.org/fhir/R4/resource-operation-meta.html).</summary>
internal static class Meta
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var row = await request.Store.Read(Addresses.Key(request), cancellationToken);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, FhirJson.Writing))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "Parameters");
            json.WriteStartArray("parameter");
            json.WriteStartObject();
            json.WriteString("name", "return");
            json.WritePropertyName("valueMeta");
            json.WriteRawValue(JsonText.Of(row.Body).Root["meta"u8].Raw, skipInputValidation: true);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return FhirAnswer.Json(buffer.WrittenMemory) with { Version = row.Version, LastModified = row.LastUpdated };
    }
}
