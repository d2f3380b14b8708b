using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;

namespace Hub.Fhir.Care;

/// <summary>
/// The hub's first profiles, checked at the door where a resource says, by category, code or meta.profile, that it is one of ours.
/// What the hub's code systems do not know is refused everywhere.
/// </summary>
public static class CareProfiles
{
    public static void Check(ValidResource resource, ICollection<Issue> issues)
    {
        HubCodeCheck.Check(resource.Text, resource.Type, issues);
        Action<JsonValue, ICollection<Issue>>? profile = resource.Type switch
        {
            "CarePlan" when SafetyPlan.Is(resource.Root) => SafetyPlanProfile.Check,
            "CarePlan" when ActionPlan.Is(resource.Root) => JointPlanProfile.CheckPlan,
            "Task" when PlanAction.Is(resource.Root) => JointPlanProfile.CheckAction,
            "Task" when ReferralTask.Is(resource.Root) => ReferralProfile.CheckTask,
            "ServiceRequest" when Referral.Is(resource.Root) => ReferralProfile.CheckRequest,
            "EpisodeOfCare" when Episode.Is(resource.Root) => EpisodeProfile.Check,
            "Consent" when SharingDecision.Is(resource.Root) => SharingDecisionProfile.Check,
            _ => null,
        };
        profile?.Invoke(resource.Root, issues);
    }

    /// <summary>What a new version may not do to the one before: become about another young person, or lose a decision about the grouping.</summary>
    public static IReadOnlyList<Issue> CheckReplacement(JsonValue before, JsonValue after)
    {
        var issues = new List<Issue>();
        if (Episode.Is(before))
        {
            EpisodeProfile.CheckReplacement(before, after, issues);
        }

        if (IsOurs(before))
        {
            var name = after["patient"].Exists ? "patient" : "subject";
            issues.Demand(
                before[name].Reference() == after[name].Reference(), $"{after["resourceType"].Text}.{name}", "A record stays about the young person it was written about.");
        }

        return issues;
    }

    private static bool IsOurs(JsonValue root) =>
        SafetyPlan.Is(root) || ActionPlan.Is(root) || Referral.Is(root) || Episode.Is(root) || SharingDecision.Is(root);
}
