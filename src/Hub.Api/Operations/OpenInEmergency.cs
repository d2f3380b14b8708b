using System.Buffers;
using System.Text.Json;
using Hub.Api.Http;
using Hub.Api.Interactions;

namespace Hub.Api.Operations;

/// <summary>$emergency-access on a Patient: opens the person's records for eight hours, before anything of them is looked at.</summary>
internal static class OpenInEmergency
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var key = Addresses.Key(request with { Type = "Patient" });
        var until = await request.Store.OpenEmergency(key.Id, cancellationToken);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "Parameters");
            json.WriteStartArray("parameter");
            json.WriteStartObject();
            json.WriteString("name", "until");
            json.WriteString("valueInstant", Instants.Text(until));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return FhirAnswer.Json(buffer.WrittenMemory);
    }
}
