using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Care;

/// <summary>What the profiles joint-action-plan and plan-action cannot say, or not as well: see specs/decisions/0604.</summary>
internal static class JointPlanProfile
{
    public static void CheckPlan(JsonValue root, ICollection<Issue> issues)
    {
        issues.Demand(root["subject"].RefersTo("Patient"), "CarePlan.subject", "A joint action plan is about one Patient.");
        var number = 0;
        foreach (var activity in root["activity"].Items)
        {
            issues.Demand(
                activity["reference"].RefersTo("Task"),
                $"CarePlan.activity[{number++}].reference",
                "Each action of a joint plan is a Task of its own, so that one agency can accept it.");
        }

        Agreement(root, issues);
    }

    public static void CheckAction(JsonValue root, ICollection<Issue> issues)
    {
        issues.Demand(root["for"].RefersTo("Patient"), "Task.for", "An action is for one Patient.");
        issues.Demand(root["basedOn"].Each().Any(plan => plan.RefersTo("CarePlan")), "Task.basedOn", "An action is based on the CarePlan it belongs to.");
        issues.Demand(root["requester"].RefersTo("Organization"), "Task.requester", "The requester is the agency that proposes the action.");
        issues.Demand(
            root["owner"].RefersTo("Organization", "PractitionerRole", "HealthcareService"), "Task.owner", "The owner is the one agency accountable for the action.");
        issues.Demand(root["description"].HasText(), "Task.description", "Say in plain words what is to be done.");
        if (root["status"].TextOf() == "draft")
        {
            return;
        }

        issues.Demand(root["restriction"]["period"]["end"].Exists, "Task.restriction.period.end", "An action has a date by which it is due.");
        issues.Demand(
            root.Extension(CareExtensions.DoneMeans)["valueString"].HasText(), "Task.extension", "Say how everybody will know that it is done: extension done-means.");
    }

    private static void Agreement(JsonValue root, ICollection<Issue> issues)
    {
        if (root["status"].TextOf() == "draft")
        {
            return;
        }

        var plan = new ActionPlan(root);
        issues.Demand(
            plan.Agreement is not null, "CarePlan.extension", "Say where the young person stands: extension agreement with a stance of the system agreement.");
        issues.Demand(
            plan.Agreement is null or "agrees" || !string.IsNullOrWhiteSpace(plan.Words),
            "CarePlan.extension",
            "Where the young person does not agree or could not be asked, keep their words, or why.");
    }
}
