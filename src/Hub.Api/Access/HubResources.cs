using System.Buffers;
using System.Text.Json;
using Hub.Api.Store;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;

namespace Hub.Api.Access;

/// <summary>The resources the hub writes of its own accord; they pass the same validator as everybody's.</summary>
internal static class HubResources
{
    public static ValidResource Provenance(StoredResource target, string activity, string agency, DateTimeOffset now) => Write("Provenance", json =>
    {
        json.WriteStartArray("target");
        WriteReference(json, $"{target.Type}/{target.Id}/_history/{target.Version}");
        json.WriteEndArray();
        json.WriteString("occurredDateTime", Instant(now));
        json.WriteString("recorded", Instant(now));
        json.WriteStartObject("activity");
        json.WriteStartArray("coding");
        WriteCoding(json, Canonicals.CodeSystemBase + "referral-event", activity);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("agent");
        json.WriteStartObject();
        json.WritePropertyName("who");
        WriteReference(json, "Organization/" + agency);
        json.WriteEndObject();
        json.WriteEndArray();
    });

    /// <summary>Tells the named worker's agency that a record was opened in an emergency, by whom, until when and why.</summary>
    public static ValidResource EmergencyFlag(string person, Caller caller, DateTimeOffset now, DateTimeOffset until) => Write("Flag", json =>
    {
        json.WriteString("status", "active");
        json.WriteStartObject("code");
        json.WriteStartArray("coding");
        WriteCoding(json, Canonicals.FlagKind, "emergency-access");
        json.WriteEndArray();
        json.WriteString("text", $"Organization/{caller.Agency} opened this record in an emergency ({caller.Purpose}). Reason given: {caller.Reason}");
        json.WriteEndObject();
        json.WritePropertyName("subject");
        WriteReference(json, "Patient/" + person);
        json.WriteStartObject("period");
        json.WriteString("start", Instant(now));
        json.WriteString("end", Instant(until));
        json.WriteEndObject();
        json.WritePropertyName("author");
        WriteReference(json, "Organization/" + caller.Agency);
    });

    /// <summary>The hub's own entry in the directory.</summary>
    public static ValidResource Organization() => Write("Organization", json =>
    {
        json.WriteString("id", HubAgency.Name);
        json.WriteBoolean("active", true);
        json.WriteString("name", "ReferralHub");
    });

    public static string Instant(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public static void WriteReference(Utf8JsonWriter json, string reference)
    {
        json.WriteStartObject();
        json.WriteString("reference", reference);
        json.WriteEndObject();
    }

    public static void WriteCoding(Utf8JsonWriter json, string system, string code, string? display = null)
    {
        json.WriteStartObject();
        json.WriteString("system", system);
        json.WriteString("code", code);
        if (display is not null)
        {
            json.WriteString("display", display);
        }

        json.WriteEndObject();
    }

    private static ValidResource Write(string type, Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", type);
            content(json);
            json.WriteEndObject();
        }

        var issues = new List<Issue>();
        var text = JsonText.Parse(buffer.WrittenMemory, issues);
        return (text is null ? null : Validator.R4.Validate(text, issues)) ?? throw new ProblemException(issues);
    }
}
