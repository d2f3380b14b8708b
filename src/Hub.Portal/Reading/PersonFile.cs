using Hub.Fhir.Json;
using Hub.Portal.Rows;

namespace Hub.Portal.Reading;

/// <summary>What this person's agency may see of one young person, read in one go for the pages about them.</summary>
public sealed record PersonFile
{
    public required PersonRow Person { get; init; }

    /// <summary>False where the record itself is not shared, only something beside it.</summary>
    public required bool IdentityShown { get; init; }

    public required AgencyNames Names { get; init; }

    public IReadOnlyList<EpisodeRow> Episodes { get; init; } = [];

    public IReadOnlyList<ReferralRow> Referrals { get; init; } = [];

    public IReadOnlyList<ActionRow> Actions { get; init; } = [];

    /// <summary>Goals that actions or the joint plan name.</summary>
    public IReadOnlyList<GoalRow> Goals { get; init; } = [];

    public IReadOnlyList<FlagRow> Flags { get; init; } = [];

    public IReadOnlyList<DecisionRow> Decisions { get; init; } = [];

    public IReadOnlyList<JsonValue> Consents { get; init; } = [];

    public SafetyPlanRow? SafetyPlan { get; init; }

    public JointPlanRow? JointPlan { get; init; }

    /// <summary>The plan as the hub gave it, for whoever edits it.</summary>
    public JsonValue SafetyPlanRoot { get; init; }

    public JsonValue JointPlanRoot { get; init; }

    /// <summary>The agency that wrote the person's record.</summary>
    public string? Author { get; init; }

    /// <summary>Actions of the joint plan that the plan itself does not name: proposed by another agency than its writer.</summary>
    public IReadOnlyList<ActionRow> NotInPlan =>
        JointPlan is { } plan ? [.. Actions.Where(action => action.Plan == plan.Id && action.Status != "draft" && !plan.Actions.Contains(action.Id))] : [];

    /// <summary>Other active safety plans than the newest: each agency keeps its own, and nobody must miss one.</summary>
    public IReadOnlyList<SafetyPlanRow> OtherSafetyPlans { get; init; } = [];

    /// <summary>Whom to ask about this young person: their named worker, else the agency that keeps the record.</summary>
    public string? Ask => NamedWorker is { } worker ? $"{worker.Name}, {worker.Agency}" : Author is { } agency ? Names[agency] : null;

    public IEnumerable<FlagRow> Concerns => Flags.Where(flag => flag.Kind == "immediate-concern");

    public string? SafeContact => Flags.FirstOrDefault(flag => flag.Kind == "safe-contact")?.Text ?? Person.SafeContact;

    public string? Grouping => Episodes.Where(episode => episode.IsOpen && episode.Grouping is not null)
        .OrderByDescending(episode => episode.Groupings.Max(decision => decision.Since) ?? episode.Start)
        .FirstOrDefault()?.Grouping;

    /// <summary>The named worker: of the help taken on last, else of the episode that began last.</summary>
    public (string Name, string Agency)? NamedWorker =>
        Taken.Where(task => task.Worker is not null).Select(task => (task.Worker!, Names[task.Recipient])).Cast<(string, string)?>().FirstOrDefault()
        ?? Episodes.Where(episode => episode.IsOpen && episode.Worker is not null).OrderByDescending(episode => episode.Start)
            .Select(episode => (episode.Worker!, Names[episode.Agency])).Cast<(string, string)?>().FirstOrDefault();

    private IEnumerable<ReferralRow> Taken =>
        Referrals.Where(task => task.IsTaken).OrderByDescending(task => task.ChangedAt);
}

/// <summary>A flag: what it warns of, since when, by whom.</summary>
public sealed record FlagRow(string Id, string Kind, string Text, DateTimeOffset? Since, DateTimeOffset? Until, string? Author);
