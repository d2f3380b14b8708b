using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Hub.Api.Access;
using Hub.Api.Store;
using Hub.Fhir.Care;

namespace Hub.Api.Audit;

/// <summary>
/// An audit entry as an AuditEvent in the shape of IHE Basic Audit Log Patterns: RESTful type and interaction, the client and its
/// organisation as agents, the data, the patient, the query and the transaction as entities.
/// </summary>
internal static class AuditEventJson
{
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";
    private const string Dicom = "http://dicom.nema.org/resources/ontology/DCM";
    private const string RestfulInteraction = "http://hl7.org/fhir/restful-interaction";

    /// <summary>Whoever asked in vain, and is not concerned otherwise, is not told by the record of it whose data that was.</summary>
    public static byte[] Write(AuditRecord record, bool concerned)
    {
        var entry = concerned || record.Entry.Outcome == AuditTrail.Permit
            ? record.Entry
            : record.Entry with { Patient = null, Owner = null, Version = null };
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, record, entry);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, AuditRecord record, AuditEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "AuditEvent");
        json.WriteString("id", record.Number.ToString(CultureInfo.InvariantCulture));
        json.WriteStartObject("meta");
        json.WriteString("versionId", "1");
        json.WriteString("lastUpdated", HubResources.Instant(record.Recorded));
        json.WriteEndObject();
        WriteKind(json, entry);
        json.WriteString("action", entry.Action);
        json.WriteString("recorded", HubResources.Instant(record.Recorded));
        json.WriteString("outcome", entry.Outcome == AuditTrail.Permit ? "0" : "8");
        json.WriteString("outcomeDesc", Words(entry));
        WritePurpose(json, entry);
        WriteAgents(json, entry);
        json.WriteStartObject("source");
        json.WriteStartObject("observer");
        json.WriteString("display", "ReferralHub");
        json.WriteEndObject();
        json.WriteEndObject();
        WriteEntities(json, entry);
        json.WriteEndObject();
    }

    private static string Words(AuditEntry entry) => (entry.Outcome, entry.Reason) switch
    {
        (AuditTrail.Permit, { } reason) when !ErasedWords.Are(reason) => $"Permitted: {entry.Basis}. Reason given: {reason}",
        (AuditTrail.Permit, _) => $"Permitted: {entry.Basis}.",
        _ => $"Refused: {entry.Basis}.",
    };

    private static void WriteKind(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WritePropertyName("type");
        HubResources.WriteCoding(json, Terminology + "audit-event-type", "rest", "Restful Operation");
        json.WriteStartArray("subtype");
        HubResources.WriteCoding(json, RestfulInteraction, entry.Interaction switch
        {
            "emergency-access" => "operation",
            "posted" => "create",
            var interaction => interaction,
        });
        HubResources.WriteCoding(json, entry.Outcome == AuditTrail.Permit ? Canonicals.AuditBasis : Canonicals.Problem, entry.Basis);
        json.WriteEndArray();
    }

    private static void WritePurpose(Utf8JsonWriter json, AuditEntry entry)
    {
        if (entry.Purpose is null)
        {
            return;
        }

        json.WriteStartArray("purposeOfEvent");
        json.WriteStartObject();
        json.WriteStartArray("coding");
        HubResources.WriteCoding(json, Purposes.System, entry.Purpose);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteAgents(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteStartArray("agent");
        WriteAgent(json, (Dicom, "110153", "Source Role ID"), requestor: entry.Person is null, who => who.WriteString("reference", "Organization/" + entry.Agency), entry.Client);
        if (entry.Person is { } person)
        {
            WriteAgent(json, (Terminology + "v3-ParticipationType", "IRCP", "information recipient"), requestor: true, who => who.WriteString("reference", person), null);
        }

        json.WriteEndArray();
    }

    private static void WriteAgent(Utf8JsonWriter json, (string System, string Code, string Display) type, bool requestor, Action<Utf8JsonWriter> who, string? client)
    {
        json.WriteStartObject();
        json.WriteStartObject("type");
        json.WriteStartArray("coding");
        HubResources.WriteCoding(json, type.System, type.Code, type.Display);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("who");
        who(json);
        json.WriteEndObject();
        if (client is not null)
        {
            json.WriteString("altId", client);
        }

        json.WriteBoolean("requestor", requestor);
        json.WriteEndObject();
    }

    private static void WriteEntities(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteStartArray("entity");
        if (entry is { Type: { } type, Id: { } id })
        {
            var version = entry.Version is { } number ? $"/_history/{number}" : "";
            WriteEntity(json, $"{type}/{id}{version}", (Terminology + "audit-entity-type", "2", "System Object"), (Terminology + "object-role", "4", "Domain Resource"));
        }

        if (entry.Patient is { } patient)
        {
            WriteEntity(json, "Patient/" + patient, (Terminology + "audit-entity-type", "1", "Person"), (Terminology + "object-role", "1", "Patient"));
        }

        if (entry.Owner is { } owner)
        {
            WriteEntity(json, "Organization/" + owner, (Terminology + "audit-entity-type", "3", "Organization"), (Terminology + "object-role", "18", "Custodian"));
        }

        if (entry.Query is { } query && !ErasedWords.Are(query))
        {
            json.WriteStartObject();
            WriteTypeAndRole(json, (Terminology + "audit-entity-type", "2", "System Object"), (Terminology + "object-role", "24", "Query"));
            json.WriteBase64String("query", Encoding.UTF8.GetBytes($"{entry.Type}?{query}"));
            json.WriteEndObject();
        }

        WriteTransaction(json, entry.RequestId);
        json.WriteEndArray();
    }

    private static void WriteEntity(Utf8JsonWriter json, string reference, (string, string, string) type, (string, string, string) role)
    {
        json.WriteStartObject();
        json.WritePropertyName("what");
        HubResources.WriteReference(json, reference);
        WriteTypeAndRole(json, type, role);
        json.WriteEndObject();
    }

    private static void WriteTypeAndRole(Utf8JsonWriter json, (string System, string Code, string Display) type, (string System, string Code, string Display) role)
    {
        json.WritePropertyName("type");
        HubResources.WriteCoding(json, type.System, type.Code, type.Display);
        json.WritePropertyName("role");
        HubResources.WriteCoding(json, role.System, role.Code, role.Display);
    }

    private static void WriteTransaction(Utf8JsonWriter json, string requestId)
    {
        json.WriteStartObject();
        json.WriteStartObject("what");
        json.WriteStartObject("identifier");
        json.WriteString("value", requestId);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WritePropertyName("type");
        HubResources.WriteCoding(json, "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType", "XrequestId");
        json.WriteEndObject();
    }
}
