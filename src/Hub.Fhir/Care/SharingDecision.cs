using Hub.Fhir.Json;

namespace Hub.Fhir.Care;

/// <summary>A sharing decision: a Consent about who may see what of one young person, on which basis, until when.</summary>
/// <param name="Root">The Consent.</param>
/// <param name="Id">Its id in the hub.</param>
/// <param name="RecordedBy">The agency that wrote it; a decision never opens anything to its own writer.</param>
public readonly record struct SharingDecision(JsonValue Root, string Id, string RecordedBy)
{
    public const string SafeguardingCode = "share-to-keep-safe";

    public string? Status => Root["status"].TextOf();

    public string? Person => Root["patient"].IdOf("Patient");

    /// <summary>The hub's code for the basis; null when the Consent states another or none.</summary>
    public string? LegalBasis => Root["policyRule"].CodeIn(Canonicals.LegalBasis);

    /// <summary>Shared without agreement to keep someone safe.</summary>
    public bool IsSafeguarding => LegalBasis == SafeguardingCode;

    /// <summary>What its permissions rest on: consent, or safeguarding.</summary>
    public string Basis => IsSafeguarding ? Permission.Safeguarding : Permission.Consent;

    /// <summary>Why it is shared, in words.</summary>
    public string? Reason => Root.Extension(CareExtensions.SharingReason)["valueString"].TextOf();

    public string? StatusReason => Root.Extension(CareExtensions.SharingStatusReason)["valueCodeableConcept"].CodeIn(Canonicals.SharingStatusReason);

    /// <summary>Active, and about privacy; research, treatment and advance-directive Consents open nothing.</summary>
    public bool IsInForce => Status == "active" && Root["scope"].CodeIn(Canonicals.ConsentScope) == "patient-privacy";

    /// <summary>A Consent that says, by basis, share category or profile, that it is a sharing decision of the hub.</summary>
    public static bool Is(JsonValue root) =>
        root["resourceType"].TextEquals("Consent"u8)
        && (root["policyRule"].CodeIn(Canonicals.LegalBasis) is not null
            || root.ClaimsProfile("sharing-decision")
            || NamesShareCategory(root["provision"]));

    private static bool NamesShareCategory(JsonValue provision) =>
        provision["class"].Each().Any(coding => coding["system"].TextOf() == Canonicals.ShareCategory)
        || provision["provision"].Each().Any(NamesShareCategory);
}
