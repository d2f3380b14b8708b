using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Portal.Door;
using Hub.Portal.Pages.People;

namespace Hub.Portal.Reading;

/// <summary>Writes joint plans and their actions. Only its writer changes the plan, so what another agency proposes is in it when the writer has taken it in.</summary>
public sealed class JointPlanWriting(HubClient hub, Dates dates)
{
    private const string NewAction = "urn:uuid:00000000-0000-4000-8000-000000000001";
    private const string NewGoal = "urn:uuid:00000000-0000-4000-8000-000000000002";

    public Task Start(PersonFile file, string stance, string? words, string requestId, CancellationToken cancellationToken) => hub.Create("CarePlan", new
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
        var extension = FhirText.Extensions(file.JointPlanRoot, CareExtensions.Agreement, Agreement(stance, words));
        return hub.Update("CarePlan/" + file.JointPlan!.Id, FhirText.With(file.JointPlanRoot, ("extension", extension)), version, requestId, cancellationToken);
    }

    /// <summary>Every action that is based on the plan is named in it.</summary>
    public Task TakeIn(PersonFile file, string requestId, CancellationToken cancellationToken) =>
        hub.Update("CarePlan/" + file.JointPlan!.Id, WithActions(file), file.JointPlan.Version, requestId, cancellationToken);

    /// <summary>A new action, with its goal where that is new; by the plan's writer together with their place in the plan. All or nothing.</summary>
    public Task Propose(PersonFile file, bool ours, ProposeForm form, string requestId, CancellationToken cancellationToken)
    {
        List<object> entries = [new { fullUrl = NewAction, resource = Action(file, form), request = new { method = "POST", url = "Task" } }];
        if (form.NewGoal is { } words)
        {
            entries.Add(new { fullUrl = NewGoal, resource = Goal(file, words), request = new { method = "POST", url = "Goal" } });
        }

        if (ours)
        {
            var plan = Raw.Of(WithActions(file, NewAction, form.NewGoal is null ? null : NewGoal));
            entries.Add(new { resource = plan, request = new { method = "PUT", url = "CarePlan/" + file.JointPlan!.Id, ifMatch = $"W/\"{file.JointPlan.Version}\"" } });
        }

        return hub.Transaction(new { resourceType = "Bundle", type = "transaction", entry = entries }, requestId, cancellationToken);
    }

    /// <summary>The same action said anew, before it is accepted: to the same agency, for it to answer.</summary>
    public async Task ProposeAgain(string id, string version, ProposeForm form, string requestId, CancellationToken cancellationToken)
    {
        var task = (await hub.Read("Task/" + id, cancellationToken)).Root;
        var extension = FhirText.Extensions(task, [CareExtensions.DoneMeans, CareExtensions.Doer, CareExtensions.ProposedChange], Said(form));
        var body = FhirText.With(
            task,
            ("status", "requested"),
            ("businessStatus", FhirText.Code(Canonicals.BusinessStatus, "proposed")),
            ("lastModified", dates.Now.UtcDateTime),
            ("extension", extension),
            ("description", form.What!.Trim()),
            ("restriction", Due(form)));
        await hub.Update("Task/" + id, body, version, requestId, cancellationToken);
    }

    /// <summary>Moves an action; its other elements stay as they are.</summary>
    public async Task Move(string id, string version, string requestId, ActionMove move, CancellationToken cancellationToken)
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

    /// <summary>The plan with every action that is based on it, and with a new one and its goal: those it names stay as given.</summary>
    private static byte[] WithActions(PersonFile file, string? action = null, string? goal = null)
    {
        var given = file.JointPlanRoot;
        var actions = file.NotInPlan.Select(row => "Task/" + row.Id).Append(action).OfType<string>().Select(reference => (object)new { reference = FhirText.Reference(reference) });
        var goals = file.Goals.Where(known => !file.JointPlan!.Goals.Contains(known.Id)).Select(known => "Goal/" + known.Id)
            .Append(goal).OfType<string>().Select(reference => FhirText.Reference(reference));
        return FhirText.With(given, ("activity", All(given["activity"], actions)), ("goal", All(given["goal"], goals)));
    }

    private static List<object>? All(JsonValue given, IEnumerable<object> more) =>
        given.Each().Cast<object>().Concat(more).ToList() is { Count: > 0 } all ? all : null;

    private object Goal(PersonFile file, string words) => new
    {
        resourceType = "Goal",
        lifecycleStatus = "active",
        description = new { text = words },
        subject = FhirText.Reference("Patient/" + file.Person.Id),
        startDate = $"{dates.Today:yyyy-MM-dd}",
        expressedBy = FhirText.Reference("Patient/" + file.Person.Id),
    };

    private object Action(PersonFile file, ProposeForm form)
    {
        var own = form.Agency == hub.Person.Agency;
        return new
        {
            resourceType = "Task",
            extension = Said(form),
            basedOn = new[] { FhirText.Reference("CarePlan/" + file.JointPlan!.Id) },
            status = own ? "accepted" : "requested",
            businessStatus = FhirText.Code(Canonicals.BusinessStatus, own ? "accepted" : "proposed"),
            intent = "order",
            code = FhirText.Code(Canonicals.TaskKind, "plan-action"),
            description = form.What!.Trim(),
            focus = form.NewGoal is not null ? FhirText.Reference(NewGoal) : string.IsNullOrEmpty(form.Serves) ? null : FhirText.Reference("Goal/" + form.Serves),
            @for = FhirText.Reference("Patient/" + file.Person.Id),
            authoredOn = dates.Now.UtcDateTime,
            lastModified = dates.Now.UtcDateTime,
            requester = FhirText.Reference(hub.Person.Organization),
            owner = FhirText.Reference("Organization/" + form.Agency),
            reasonCode = (form.NewGoal ?? file.Goals.FirstOrDefault(goal => goal.Id == form.Serves)?.Text) is { } goal ? new { text = goal } : null,
            restriction = Due(form),
        };
    }

    private static object[] Said(ProposeForm form) =>
    [
        new { url = CareExtensions.DoneMeans, valueString = form.DoneMeans!.Trim() },
        new { url = CareExtensions.Doer, valueString = form.Doer!.Trim() },
    ];

    private static object Due(ProposeForm form) => new { period = new { end = $"{form.Due.Date:yyyy-MM-dd}" } };

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
