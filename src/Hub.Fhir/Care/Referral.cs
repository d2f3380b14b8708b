using Hub.Fhir.Json;

namespace Hub.Fhir.Care;

/// <summary>What is asked of another agency: a ServiceRequest. Only the agency that placed it writes it.</summary>
public readonly record struct Referral(JsonValue Root, string? Id, string Placer)
{
    public string? Status => Root["status"].TextOf();

    public string? Category => Root["category"].CodeIn(Canonicals.RequestCategory);

    public string? Person => Root["subject"].IdOf("Patient");

    public string? Priority => Root["priority"].TextOf();

    /// <summary>The agency that holds the risk until somebody has taken it over; the placer unless said otherwise.</summary>
    public string RiskHolder => Root.Extension(CareExtensions.RiskHolder)["valueReference"].AgencyOf() ?? Placer;

    public string? Meanwhile => Root.Extension(CareExtensions.Meanwhile)["valueString"].TextOf();

    /// <summary>A referral of the hub says so by its category or profile; any other ServiceRequest is kept as its author's own.</summary>
    public static bool Is(JsonValue root) =>
        root["resourceType"].TextEquals("ServiceRequest"u8)
        && (root["category"].CodeIn(Canonicals.RequestCategory) is not null || root.ClaimsProfile("referral"));
}
