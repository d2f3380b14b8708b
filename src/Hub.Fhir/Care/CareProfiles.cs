using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Terminology;
using Hub.Fhir.Types;
using Hub.Fhir.Validation;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Fhir.Care;

/// <summary>
/// The one place that decides which of the hub's profiles a resource is held to at the door: those it claims in meta.profile, and
/// the one it is of by category or code. What the hub's code systems do not know is refused everywhere.
/// </summary>
public static class CareProfiles
{
    public static void Check(ValidResource resource, ICollection<Issue> issues, NhsNumberRule nhsNumbers = NhsNumberRule.Error)
    {
        HubCodeCheck.Check(resource.Text, issues);
        NhsNumber.Check(resource, nhsNumbers, issues);
        var (profile, rules) = Of(resource.Root);
        var said = new List<Issue>();
        rules?.Invoke(resource.Root, said);
        var held = new List<Issue>();
        HubProfiles.Check(resource, profile, held);

        // Where a rule has said in its own words what is wrong at a place, the profile need not say it again.
        var places = said.Where(issue => issue.IsError).Select(issue => issue.Expression).ToHashSet();
        foreach (var issue in said.Concat(held.Where(issue => !places.Contains(issue.Expression))))
        {
            issues.Add(issue);
        }
    }

    /// <summary>Which of the hub's profiles a resource is of without claiming it, and the rules that profiles cannot say.</summary>
    private static (string? Profile, Action<JsonValue, ICollection<Issue>>? Rules) Of(JsonValue root) => root["resourceType"].Text switch
    {
        "CarePlan" when SafetyPlan.Is(root) => ("safety-plan", SafetyPlanProfile.Check),
        "CarePlan" when ActionPlan.Is(root) => ("joint-action-plan", JointPlanProfile.CheckPlan),
        "Task" when PlanAction.Is(root) => ("plan-action", JointPlanProfile.CheckAction),
        "Task" when ReferralTask.Is(root) => ("referral-task", ReferralProfile.CheckTask),
        "ServiceRequest" when Referral.Is(root) => ("referral", ReferralProfile.CheckRequest),
        "EpisodeOfCare" when Episode.Is(root) => ("episode", EpisodeProfile.Check),
        "Consent" when SharingDecision.Is(root) => ("sharing-decision", SharingDecisionProfile.Check),
        "Basic" when root["code"].CodeIn(Canonicals.RecordKind) == "supervision" => ("supervision", null),
        _ => (null, null),
    };

    /// <summary>The name of the hub's profile that a resource is of, by its codes or else by its claim; null when it is of none.</summary>
    public static string? NameOf(FhirElement resource)
    {
        if (Of(resource.Value).Profile is { } profile)
        {
            return profile;
        }

        var ours = Canonicals.Profile("");
        return resource.Value["meta"]["profile"].Each().Select(claim => claim.Text.Split('|')[0])
            .FirstOrDefault(claim => claim.StartsWith(ours, StringComparison.Ordinal) && ProfileSet.Held.Find(claim)?.Type == resource.Type.Name)?[ours.Length..];
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
