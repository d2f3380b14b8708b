using Hub.Api.Store;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Access;

/// <summary>Rules of care that look at more than one record: what a new version may do to the one before, the states of a request, one current safety plan.</summary>
internal sealed class CareCheck(WriteTransaction store)
{
    public void Check(Change change)
    {
        if (!change.After.Exists)
        {
            return;
        }

        Replacement(change);
        switch (change.Row.Type)
        {
            case "ServiceRequest" when Referral.Is(change.After):
                Request(change);
                break;
            case "CarePlan" when IsCurrent(change.After):
                CurrentPlan(change.Row);
                break;
        }
    }

    private static void Replacement(Change change)
    {
        if (change.Before is not null && CareProfiles.CheckReplacement(change.Earlier, change.After) is { Count: > 0 } issues)
        {
            throw new ProblemException(issues);
        }
    }

    private void Request(Change change)
    {
        var row = change.Row;
        Referral? current = change.Before is not null && Referral.Is(change.Earlier) ? new Referral(change.Earlier, row.Id, row.Author) : null;
        var tasks = Work.Tasks(row, store).Select(task => new ReferralTask(Stored.Root(task))).ToList();
        if (RequestRules.Change(current, new Referral(change.After, row.Id, row.Author), tasks) is { } refusal)
        {
            throw new ProblemException(refusal.Problem, refusal.Text, refusal.Expression);
        }
    }

    /// <summary>Of one agency and person one safety plan is current: who opens it in a crisis must not choose. Other agencies' plans are not told of.</summary>
    private void CurrentPlan(StoredResource row)
    {
        var plans = row.Patient is null ? [] : store.About(row.Patient, "CarePlan");
        if (plans.Any(other => other.Id != row.Id && other.Author == row.Author && IsCurrent(Stored.Root(other))))
        {
            throw new ProblemException(
                Problems.ProfileFailed,
                "Your agency has another active safety plan for this young person: send a new version of it, or revoke it in the same transaction and name it in replaces.",
                "CarePlan.status");
        }
    }

    private static bool IsCurrent(JsonValue plan) => SafetyPlan.Is(plan) && new SafetyPlan(plan).Status == "active";
}
