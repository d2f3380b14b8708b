using Hub.Portal.Reading;
using Hub.Portal.Rows;

namespace Hub.Portal.Pages.People;

/// <summary>One thing an agency may do with an action now.</summary>
public sealed record ActionStep(string Key, string Text, ActionMove Move, bool Main = false, bool NeedsWords = false, bool WordsAreChange = false);

/// <summary>What an agency may do with an action, by who it is; pure.</summary>
public static class ActionSteps
{
    private static readonly ActionStep Accept = new("accept", "Accept", new("accepted", "accepted"), Main: true);
    private static readonly ActionStep Change = new("change", "Propose a change", new("received", "change-proposed"), NeedsWords: true, WordsAreChange: true);
    private static readonly ActionStep Decline = new("decline", "Decline", new("rejected", "declined"), NeedsWords: true);
    private static readonly ActionStep Done = new("done", "Mark as done", new("completed", "done"), Main: true);
    private static readonly ActionStep Start = new("start", "We have begun", new("in-progress", null));
    private static readonly ActionStep Fail = new("fail", "It could not be done", new("failed", "could-not-deliver"), NeedsWords: true);
    private static readonly ActionStep Reopen = new("reopen", "It is not done after all", new("in-progress", null), NeedsWords: true);
    private static readonly ActionStep Withdraw = new("withdraw", "Withdraw", new("cancelled", "withdrawn"), NeedsWords: true);

    public static IReadOnlyList<ActionStep> For(ActionRow row, string agency)
    {
        var (accountable, proposer) = (row.Accountable == agency, row.Proposer == agency);
        return row.Status switch
        {
            "requested" when accountable => [Accept, Change, Decline],
            "received" when accountable => [Accept, Change, Decline],
            "requested" or "received" when proposer => [Withdraw],
            "accepted" when accountable => [Done, Start, Fail],
            "in-progress" when accountable => [Done, Fail],
            "completed" when accountable => [Reopen],
            _ => [],
        };
    }

    /// <summary>Until it is accepted, the proposing agency may say it anew: as it was changed, or in other words.</summary>
    public static bool MayProposeAgain(ActionRow row, string agency) => row.Status is "requested" or "received" && row.Proposer == agency;
}
