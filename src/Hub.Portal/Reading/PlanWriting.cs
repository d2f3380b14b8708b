using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Portal.Door;
using Hub.Portal.Pages.People;

namespace Hub.Portal.Reading;

/// <summary>Writes safety plans and joint plans.</summary>
public sealed class PlanWriting(HubClient hub, Dates dates)
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

    public Task StartJointPlan(PersonFile file, string stance, string? words, string requestId, CancellationToken cancellationToken) => hub.Create("CarePlan", new
    {
        resourceType = "CarePlan",
        extension = new[] { Agreement(stance, words) },
        status = "active",
        intent = "plan",
        category = new[] { FhirText.Code(Canonicals.PlanCategory, "joint-action-plan") },
        title = "Joint action plan",
        subject = FhirText.Reference("Patient/" + file.Person.Id),
        period = new { start = $"{dates.Today:yyyy-MM-dd}" },
        created = $"{dates.Today:yyyy-MM-dd}",
        author = FhirText.Reference(hub.Person.Organization, hub.Person.AgencyName),
    }, requestId, cancellationToken);

    /// <summary>Where the young person stands, said anew.</summary>
    public Task SayAgreement(PersonFile file, string version, string stance, string? words, string requestId, CancellationToken cancellationToken)
    {
        var body = FhirText.With(file.JointPlanRoot, ("extension", FhirText.Extensions(file.JointPlanRoot, CareExtensions.Agreement, Agreement(stance, words))));
        return hub.Update("CarePlan/" + file.JointPlan!.Id, body, version, requestId, cancellationToken);
    }

    public Task Propose(PersonFile file, ProposeForm form, string requestId, CancellationToken cancellationToken)
    {
        var own = form.Agency == hub.Person.Agency;
        return hub.Create("Task", new
        {
            resourceType = "Task",
            extension = new object[]
            {
                new { url = CareExtensions.DoneMeans, valueString = form.DoneMeans!.Trim() },
                new { url = CareExtensions.Doer, valueString = form.Doer!.Trim() },
            },
            basedOn = new[] { FhirText.Reference("CarePlan/" + file.JointPlan!.Id) },
            status = own ? "accepted" : "requested",
            businessStatus = FhirText.Code(Canonicals.BusinessStatus, own ? "accepted" : "proposed"),
            intent = "order",
            code = FhirText.Code(Canonicals.TaskKind, "plan-action"),
            description = form.What!.Trim(),
            @for = FhirText.Reference("Patient/" + file.Person.Id),
            authoredOn = dates.Now.UtcDateTime,
            lastModified = dates.Now.UtcDateTime,
            requester = FhirText.Reference(hub.Person.Organization),
            owner = FhirText.Reference("Organization/" + form.Agency),
            reasonCode = string.IsNullOrWhiteSpace(form.Goal) ? null : new { text = form.Goal.Trim() },
            restriction = new { period = new { end = $"{form.Due.Date:yyyy-MM-dd}" } },
        }, requestId, cancellationToken);
    }

    /// <summary>Moves an action; its other elements stay as they are.</summary>
    public async Task MoveAction(string id, string version, string requestId, ActionMove move, CancellationToken cancellationToken)
    {
        var task = await hub.Read("Task/" + id, cancellationToken);
        List<(string, object?)> changes =
        [
            ("status", move.Status),
            ("businessStatus", move.BusinessStatus is { } said ? FhirText.Code(Canonicals.BusinessStatus, said) : null),
            ("lastModified", dates.Now.UtcDateTime),
        ];
        if (move.Reason is { } reason)
        {
            changes.Add(("statusReason", new { text = reason }));
        }

        if (move.Change is { } change)
        {
            changes.Add(("extension", FhirText.Extensions(task.Root, CareExtensions.ProposedChange, new { url = CareExtensions.ProposedChange, valueString = change })));
        }

        await hub.Update("Task/" + id, FhirText.With(task.Root, changes), version, requestId, cancellationToken);
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

    private object Agreement(string stance, string? words)
    {
        List<object> parts = [new { url = "stance", valueCoding = new { system = Canonicals.Agreement, code = stance, display = Words.For(Canonicals.Agreement, stance) } }];
        if (!string.IsNullOrWhiteSpace(words))
        {
            parts.Add(new { url = "words", valueString = words.Trim() });
        }

        parts.Add(new { url = "date", valueDate = $"{dates.Today:yyyy-MM-dd}" });
        return new { url = CareExtensions.Agreement, extension = parts };
    }
}

/// <summary>What a move of an action says.</summary>
public sealed record ActionMove(string Status, string? BusinessStatus, string? Reason = null, string? Change = null);
