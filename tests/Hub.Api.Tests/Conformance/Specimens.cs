using System.Text.Json.Nodes;
using Hub.Api.OpenApi;

namespace Hub.Api.Tests.Conformance;

/// <summary>A resource of each type that stands by itself: the example of the specs, or where that needs a story around it, a plain one.</summary>
internal static class Specimens
{
    private static readonly Dictionary<string, string> Plain = new()
    {
        ["Task"] = """{"status":"draft","intent":"order","code":{"text":"Call"},"authoredOn":"2026-01-12","for":{"reference":"Patient/kestrel"}}""",
        ["ServiceRequest"] = """{"status":"draft","intent":"order","authoredOn":"2026-01-12","code":{"text":"Help"},"subject":{"reference":"Patient/kestrel"}}""",
        ["Consent"] = """{"status":"draft","scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},"category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],"patient":{"reference":"Patient/kestrel"},"dateTime":"2026-01-12","policyRule":{"text":"x"}}""",
        ["CarePlan"] = """{"status":"draft","intent":"plan","title":"x","subject":{"reference":"Patient/kestrel"},"period":{"start":"2026-01-12"}}""",
        ["EpisodeOfCare"] = """{"status":"planned","patient":{"reference":"Patient/kestrel"},"period":{"start":"2026-01-12"},"managingOrganization":{"reference":"Organization/online"}}""",
        ["QuestionnaireResponse"] = """{"status":"in-progress","authored":"2026-01-12","subject":{"reference":"Patient/kestrel"}}""",
        ["Goal"] = """{"lifecycleStatus":"active","description":{"text":"Sleep"},"startDate":"2026-01-12","subject":{"reference":"Patient/kestrel"}}""",
        ["Bundle"] = """{"type":"collection","timestamp":"2026-01-12T10:00:00Z","identifier":{"system":"urn:ietf:rfc:3986","value":"urn:uuid:0c9d3c1e-7a51-4b8e-8f43-1f6f3b1c2a10"}}""",
        ["MessageHeader"] = """{"eventUri":"https://online.example/event","source":{"endpoint":"https://online.example/fhir"},"focus":[{"reference":"Patient/kestrel"}]}""",
        ["Communication"] = """{"status":"preparation","sent":"2026-01-12T10:00:00Z","subject":{"reference":"Patient/kestrel"},"payload":[{"contentString":"x"}]}""",
    };

    public static JsonObject Of(string type, string? id = null)
    {
        var resource = Plain.TryGetValue(type, out var plain) ? JsonNode.Parse(plain)!.AsObject() : Examples.All[type].DeepClone().AsObject();
        resource.Remove("id");
        resource["resourceType"] = type;
        if (id is not null)
        {
            resource["id"] = id;
        }

        return resource;
    }
}
