using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Portal.Door;
using Hub.Portal.Pages.People;

namespace Hub.Portal.Reading;

/// <summary>Writes safety plans, step by step.</summary>
public sealed class SafetyPlanWriting(HubClient hub, Dates dates)
{
    public async Task SaveStep(PersonFile file, string? version, string step, IReadOnlyList<StepItem> items, string requestId, CancellationToken cancellationToken)
    {
        if (!file.SafetyPlanRoot.Exists)
        {
            await hub.Create("CarePlan", NewSafetyPlan(file, step, items), requestId, cancellationToken);
            return;
        }

        var activity = Activities(file.SafetyPlanRoot["activity"], step, items);
        var body = FhirText.With(file.SafetyPlanRoot, ("activity", activity.Count > 0 ? activity : null));
        await hub.Update("CarePlan/" + file.SafetyPlan!.Id, body, version ?? file.SafetyPlan.Version, requestId, cancellationToken);
    }

    private object NewSafetyPlan(PersonFile file, string step, IReadOnlyList<StepItem> items) => new
    {
        resourceType = "CarePlan",
        status = "active",
        intent = "plan",
        category = new[] { FhirText.Code(Canonicals.PlanCategory, "safety-plan") },
        title = "My safety plan",
        subject = FhirText.Reference("Patient/" + file.Person.Id),
        period = new { start = $"{dates.Today:yyyy-MM-dd}" },
        created = $"{dates.Today:yyyy-MM-dd}",
        author = FhirText.Reference("Patient/" + file.Person.Id),
        contributor = new[] { FhirText.Reference(hub.Person.Organization, $"{hub.Person.Name}, {hub.Person.AgencyName}") },
        activity = Activities(default, step, items),
    };

    /// <summary>All items in the order in which steps are tried: those of other steps as given, this step's as said now.</summary>
    private static List<object> Activities(JsonValue given, string step, IReadOnlyList<StepItem> items)
    {
        var all = new List<object>();
        foreach (var code in HubCodes.Codes(Canonicals.SafetyPlanStep).Keys)
        {
            var there = given.Each().Where(activity => activity["detail"]["code"].CodeIn(Canonicals.SafetyPlanStep) == code).ToList();
            all.AddRange(code == step ? items.Select(item => (object)Activity(step, item, there)) : there.Cast<object>());
        }

        return all;
    }

    /// <summary>An item nobody touched stays as it was given.</summary>
    private static JsonValue Activity(string step, StepItem item, List<JsonValue> there)
    {
        var text = item.Text!.Trim();
        var same = there.FirstOrDefault(activity => activity["detail"]["description"].TextOf() == text
            && activity["detail"].Extensions(CareExtensions.Audience).Select(each => each["valueCoding"]["code"].Text).ToHashSet().SetEquals(item.Audience));
        return same.Exists ? same : Raw.Of(FhirText.Bytes(new
        {
            detail = new
            {
                extension = item.Audience.Select(code => new { url = CareExtensions.Audience, valueCoding = new { system = Canonicals.Audience, code, display = Words.For(Canonicals.Audience, code) } }),
                code = FhirText.Code(Canonicals.SafetyPlanStep, step),
                status = "in-progress",
                description = text,
            },
        }));
    }
}
