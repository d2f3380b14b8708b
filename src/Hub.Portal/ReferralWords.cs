using Hub.Portal.Rows;

namespace Hub.Portal;

/// <summary>The one status of a referral, the same words for both sides, with the colour of its tag.</summary>
public static class ReferralWords
{
    private static readonly Dictionary<string, (string Text, string Colour)> ByBusinessStatus = new()
    {
        ["sent"] = ("Sent", "blue"),
        ["delivered"] = ("Delivered", "blue"),
        ["acknowledged"] = ("Opened", "turquoise"),
        ["triaged"] = ("Opened", "turquoise"),
        ["awaiting-information"] = ("Question for referrer", "yellow"),
        ["information-supplied"] = ("Question answered", "turquoise"),
        ["accepted"] = ("Accepted", "green"),
        ["waitlisted"] = ("Accepted, waiting", "green"),
        ["declined"] = ("Declined", "orange"),
        ["cancellation-requested"] = ("Withdrawal asked for", "yellow"),
        ["consent-withdrawn"] = ("Sharing withdrawn", "grey"),
        ["loop-closed"] = ("Completed, outcome read", "grey"),
        ["outcome-sent"] = ("Completed", "grey"),
        ["lost-contact"] = ("Ended early", "grey"),
        ["could-not-deliver"] = ("Ended early", "grey"),
    };

    private static readonly Dictionary<string, (string Text, string Colour)> ByStatus = new()
    {
        ["draft"] = ("Draft", "grey"),
        ["requested"] = ("Sent", "blue"),
        ["received"] = ("Opened", "turquoise"),
        ["accepted"] = ("Accepted", "green"),
        ["in-progress"] = ("In progress", "green"),
        ["on-hold"] = ("On hold", "yellow"),
        ["rejected"] = ("Declined", "orange"),
        ["completed"] = ("Completed", "grey"),
        ["failed"] = ("Ended early", "grey"),
        ["cancelled"] = ("Withdrawn", "grey"),
        ["entered-in-error"] = ("Sent in error", "grey"),
    };

    public static (string Text, string Colour) Status(string? status, string? businessStatus) =>
        businessStatus is not null && ByBusinessStatus.TryGetValue(businessStatus, out var fine) ? fine
        : status is not null && ByStatus.TryGetValue(status, out var coarse) ? coarse
        : ("Not known", "grey");

    public static (string Text, string Colour) Status(ReferralRow row) => Status(row.Status, row.BusinessStatus);

    public static string Priority(string? priority) => priority switch
    {
        "stat" => "Now",
        "asap" => "Today",
        "urgent" => "Urgent",
        _ => "Routine",
    };

    /// <summary>A move as a line of the story, from the event's name.</summary>
    public static string Event(string name) => name switch
    {
        "referral-drafted" => "Draft saved",
        "referral-sent" => "Referral sent",
        "referral-received" => "Referral opened",
        "referral-updated" => "Update",
        "referral-information-supplied" => "Question answered",
        "referral-accepted" => "Referral accepted",
        "referral-declined" => "Referral declined",
        "referral-withdrawn" => "Referral withdrawn",
        "referral-started" => "First contact made",
        "referral-paused" => "Paused",
        "referral-resumed" => "Taken up again",
        "referral-completed" => "Help completed",
        "referral-failed" => "Ended early",
        "referral-placer-said" => "Word from the referrer",
        "referral-loop-closed" => "Outcome read by the referrer",
        "referral-ended-by-hub" => "Ended",
        "referral-entered-in-error" => "Marked as sent in error",
        "action-proposed" => "Action proposed",
        "action-accepted" => "Action accepted",
        "action-declined" => "Action declined",
        "action-change-proposed" => "Change to an action proposed",
        "action-started" => "Action started",
        "action-done" => "Action done",
        "action-withdrawn" => "Action withdrawn",
        "action-reopened" => "Action reopened",
        _ => "Change",
    };
}
