using Hub.Fhir.Care;

namespace Hub.Fhir.Tests.Care;

/// <summary>Sharing decisions about Patient/p, said as provisions.</summary>
internal static class AConsent
{
    public static SharingDecision Decision(
        Dictionary<string, object> provision,
        string id = "c",
        string status = "active",
        string basis = "young-person-agrees",
        string recordedBy = "online",
        string scope = "patient-privacy",
        string? start = null,
        string? end = null)
    {
        if (start is not null)
        {
            provision = With(provision, "period", new { start, end });
        }

        var consent = new
        {
            resourceType = "Consent",
            status,
            scope = new { coding = new[] { new { system = "http://terminology.hl7.org/CodeSystem/consentscope", code = scope } } },
            patient = Given.Reference("Patient/p"),
            policyRule = Given.Concept("legal-basis", basis),
            provision,
        };
        return new SharingDecision(Given.Json(consent), id, recordedBy);
    }

    public static Dictionary<string, object> Permit(string[] agencies, string[] categories, string start, string end) =>
        With(Permit(agencies, categories), "period", new { start, end });

    public static Dictionary<string, object> Permit(string[] agencies, string[] categories, params Dictionary<string, object>[] inner) =>
        Root("permit", agencies, categories, inner);

    public static Dictionary<string, object> Deny(string[] agencies, string[] categories, params Dictionary<string, object>[] inner) =>
        Root("deny", agencies, categories, inner);

    public static Dictionary<string, object> Root(string type, string[] agencies, string[] categories, params Dictionary<string, object>[] inner)
    {
        var provision = new Dictionary<string, object> { ["type"] = type };
        if (agencies.Length > 0)
        {
            provision["actor"] = agencies.Select(agency => new { reference = Given.Reference("Organization/" + agency) });
        }

        if (categories.Length > 0)
        {
            provision["class"] = categories.Select(code => new { system = Canonicals.ShareCategory, code });
        }

        if (inner.Length > 0)
        {
            provision["provision"] = inner;
        }

        return provision;
    }

    public static Dictionary<string, object> With(Dictionary<string, object> provision, string name, object value) =>
        new(provision) { [name] = value };
}
