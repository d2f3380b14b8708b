using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Care;

/// <summary>What the profile sharing-decision cannot say, or not as well: see specs/decisions/0604.</summary>
internal static class SharingDecisionProfile
{
    public static void Check(JsonValue root, ICollection<Issue> issues)
    {
        var decision = new SharingDecision(root, string.Empty, string.Empty);
        issues.Demand(root["patient"].RefersTo("Patient"), "Consent.patient", "A sharing decision is about one Patient.");
        issues.Demand(
            !decision.IsSafeguarding || !string.IsNullOrWhiteSpace(decision.Reason),
            "Consent.extension",
            "Sharing to keep someone safe needs its reason in words: extension sharing-reason.");
        issues.Advise(
            !decision.IsSafeguarding || root.Extension(CareExtensions.Told).Exists,
            "Consent.extension",
            "Say whether the young person was told, or why not: extension told.");
        issues.Demand(
            decision.LegalBasis is not ("young-person-agrees" or "parent-agrees") || root["performer"].Count > 0,
            "Consent.performer",
            "Say who agreed: performer is the young person or the person with parental responsibility.");
        Provision(root["provision"], "Consent.provision", 0, issues);
        Permits(root, decision.LegalBasis, issues);
    }

    private static void Provision(JsonValue provision, string place, int depth, ICollection<Issue> issues)
    {
        issues.Demand(depth == 0 || provision["type"].Exists, place + ".type", "A nested provision says permit or deny.");
        foreach (var name in (string[])["securityLabel", "code", "dataPeriod", "data"])
        {
            issues.Demand(depth == 0 || !provision[name].Exists, $"{place}.{name}", "The hub decides by agency, category, purpose and period; this would not be kept to.");
        }

        var number = 0;
        foreach (var actor in provision["actor"].Items)
        {
            issues.Demand(
                actor["reference"].RefersTo("Organization", "RelatedPerson", "Patient"),
                $"{place}.actor[{number++}].reference",
                "A sharing decision names agencies: actor.reference is an Organization.");
        }

        number = 0;
        foreach (var inner in provision["provision"].Items)
        {
            Provision(inner, $"{place}.provision[{number++}]", depth + 1, issues);
        }
    }

    private static void Permits(JsonValue root, string? basis, ICollection<Issue> issues)
    {
        foreach (var rule in ConsentRule.Of(root).Where(rule => rule.Permits))
        {
            issues.Demand(basis != "does-not-agree", "Consent.provision", "Where they do not agree, nothing is permitted.");
            issues.Demand(rule.Agencies is { Count: > 0 }, "Consent.provision.actor", "A permission names the agency it is for.");
            issues.Demand(
                rule.Categories is { Count: > 0 }, "Consent.provision.class", "A permission names what may be seen: class with codes of the system share-category.");
            issues.Demand(rule.Until < DateTimeOffset.MaxValue, "Consent.provision.period.end", "A permission has an end: until when it holds.");
        }
    }
}
