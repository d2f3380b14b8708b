using System.Buffers;
using System.Text.Json;
using Hub.Api.Http;
using Hub.Api.Interactions;

namespace Hub.Api.Operations;

/// <summary>$emergency-access: opens one person's records to the caller's agency for a while, with a reason, and tells the named worker (specs/access).</summary>
internal static class EmergencyAccess
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var until = await request.Store.OpenEmergency(Addresses.Key(request).Id, cancellationToken);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, FhirJson.Writing))
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
