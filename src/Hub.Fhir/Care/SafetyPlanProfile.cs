using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Care;

/// <summary>What the profile safety-plan cannot say, or not as well: see specs/decisions/0604.</summary>
internal static class SafetyPlanProfile
{
    public static void Check(JsonValue root, ICollection<Issue> issues)
    {
        issues.Demand(root["subject"].RefersTo("Patient"), "CarePlan.subject", "A safety plan is about one Patient.");
        issues.Demand(root["status"].TextOf() != "active" || root["activity"].Count > 0, "CarePlan.activity", "An active safety plan has at least one item.");
        var number = 0;
        foreach (var activity in root["activity"].Items)
        {
            issues.Demand(
                activity["detail"]["description"].HasText(), $"CarePlan.activity[{number++}].detail.description", "Each item has the young person's words as description.");
        }
    }
}
