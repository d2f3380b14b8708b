using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Care;

/// <summary>What a safety plan must be: about one young person, item by item in their words, each for somebody.</summary>
internal static class SafetyPlanProfile
{
    public static void Check(JsonValue root, ICollection<Issue> issues)
    {
        issues.Demand(root["intent"].TextOf() == "plan", "CarePlan.intent", "A safety plan has intent plan.");
        issues.Demand(root["subject"].RefersTo("Patient"), "CarePlan.subject", "A safety plan is about one Patient.");
        issues.Demand(
            root["status"].TextOf() is not ("on-hold" or "unknown"),
            "CarePlan.status",
            "A safety plan is draft, active, revoked, completed or entered-in-error: one that is needed is never on hold.");
        issues.Demand(root["status"].TextOf() != "active" || root["activity"].Count > 0, "CarePlan.activity", "An active safety plan has at least one item.");
        var number = 0;
        foreach (var activity in root["activity"].Items)
        {
            Item(activity["detail"], $"CarePlan.activity[{number++}].detail", issues);
        }
    }

    private static void Item(JsonValue detail, string place, ICollection<Issue> issues)
    {
        issues.Demand(
            detail["code"].CodeIn(Canonicals.SafetyPlanStep) is not null,
            place + ".code",
            "Each item says its step: a code of the system safety-plan-step.");
        issues.Demand(detail["description"].HasText(), place + ".description", "Each item has the young person's words as description.");
        issues.Demand(
            detail.Extensions(CareExtensions.Audience).Any(each => each["valueCoding"]["system"].TextOf() == Canonicals.Audience),
            place + ".extension",
            "Each item says whom it is meant for: extension audience with a code of the system audience.");
    }
}
