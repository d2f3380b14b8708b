using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Care;

/// <summary>The states of a referral's ServiceRequest: moved by its placer alone, and never ended by the end of one Task.</summary>
public static class RequestRules
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Next = new Dictionary<string, IReadOnlyList<string>>
    {
        [Care.Move.None] = ["draft", "active"],
        ["draft"] = ["draft", "active", "revoked", "entered-in-error"],
        ["active"] = ["active", "on-hold", "completed", "revoked", "entered-in-error"],
        ["on-hold"] = ["on-hold", "active", "completed", "revoked", "entered-in-error"],
        ["completed"] = ["completed", "entered-in-error"],
        ["revoked"] = ["revoked", "entered-in-error"],
        ["entered-in-error"] = ["entered-in-error"],
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<string> AllowedNext(string status) => Next.GetValueOrDefault(status, []);

    /// <summary>Null when the change may be made.</summary>
    /// <param name="current">The request as it stands; null for a new one.</param>
    /// <param name="proposed">The request as sent.</param>
    /// <param name="tasks">Its Tasks as they stand after everything else in the same transaction.</param>
    public static Refusal? Change(Referral? current, Referral proposed, IReadOnlyList<ReferralTask> tasks)
    {
        var from = current?.Status ?? Care.Move.None;
        var to = proposed.Status ?? string.Empty;
        var next = AllowedNext(from);
        if (!next.Contains(to))
        {
            return Refuse($"A request that is {from} cannot become {to}. It may become: {string.Join(", ", next)}.", next);
        }

        return from == to ? null : Held(to, tasks, next);
    }

    private static Refusal? Held(string to, IReadOnlyList<ReferralTask> tasks, IReadOnlyList<string> next) => to switch
    {
        "revoked" or "entered-in-error" when tasks.Any(task => !task.IsEnded) =>
            Refuse("An agency still has this referral: withdraw its Task first, or in the same transaction.", next),
        "completed" when tasks.Any(task => !task.IsEnded) =>
            Refuse("An agency still has this referral: it ends when the last Task has ended.", next),
        "completed" when !tasks.Any(task => task is { Status: "completed", BusinessStatus: "loop-closed" }) =>
            Refuse("A request is completed when an outcome has come and been read: say loop-closed on its Task first.", next),
        _ => null,
    };

    private static Refusal Refuse(string text, IReadOnlyList<string> next) => new(Problems.TransitionRefused, text, next, "ServiceRequest.status");
}
