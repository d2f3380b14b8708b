using static Hub.Fhir.Care.Party;
using static Hub.Fhir.Care.ReferralGuards;

namespace Hub.Fhir.Care;

/// <summary>Every move of a referral Task; specs/workflow/referral.md shows the same rows.</summary>
public static class ReferralMoves
{
    private static readonly IReadOnlyList<Guard> Taken = [NamedWorker, FirstContact, RiskHolderWhileWaiting];
    private static readonly IReadOnlyList<Guard> Declined = [DeclineReason, ReasonText, NextRoute];

    /// <summary>The table.</summary>
    public static IReadOnlyList<Move> All { get; } =
    [
        new(Move.None, "draft", Placer, [], [], "referral-drafted"),
        new(Move.None, "requested", Placer, ["sent"], [RequestIsActive], "referral-sent"),
        new("draft", "draft", Placer, [], [], "referral-drafted"),
        new("draft", "requested", Placer, ["sent"], [RequestIsActive], "referral-sent"),
        new("draft", "cancelled", Placer, ["withdrawn"], [StatusReason], "referral-withdrawn"),

        new("requested", "requested", Placer, ["sent", "information-supplied"], [RequestIsActive], "referral-information-supplied"),
        new("requested", "received", Recipient | Party.Hub, ["delivered", "acknowledged", "triaged", "awaiting-information"], [], "referral-received"),
        new("requested", "accepted", Recipient, ["accepted", "waitlisted"], Taken, "referral-accepted"),
        new("requested", "rejected", Recipient, ["declined"], Declined, "referral-declined"),
        new("requested", "cancelled", Placer, ["withdrawn"], [StatusReason], "referral-withdrawn"),

        new("received", "received", Recipient, ["acknowledged", "triaged", "delivered", "awaiting-information"], [], "referral-updated"),
        Says("received", Placer, ["information-supplied"], "referral-information-supplied"),
        new("received", "accepted", Recipient, ["accepted", "waitlisted"], Taken, "referral-accepted"),
        new("received", "rejected", Recipient, ["declined"], Declined, "referral-declined"),
        new("received", "cancelled", Placer, ["withdrawn"], [StatusReason], "referral-withdrawn"),

        new("accepted", "accepted", Recipient, ["accepted", "waitlisted", "appointment-scheduled", "awaiting-information"], Taken, "referral-updated"),
        Says("accepted", Placer, ["information-supplied"], "referral-information-supplied"),
        new("accepted", "in-progress", Recipient, ["first-contact-made", "appointment-scheduled"], [NamedWorker], "referral-started"),
        new("accepted", "on-hold", Recipient, ["paused"], [StatusReason], "referral-paused"),
        new("accepted", "completed", Recipient, ["outcome-sent"], [Output], "referral-completed"),
        new("accepted", "failed", Recipient, ["could-not-deliver", "lost-contact"], [StatusReason], "referral-failed"),
        new("accepted", "cancelled", Placer, ["withdrawn"], [StatusReason], "referral-withdrawn"),

        new("in-progress", "in-progress", Recipient,
            ["first-contact-made", "appointment-scheduled", "did-not-attend", "appointment-cancelled", "interim-report", "awaiting-information"], [NamedWorker], "referral-updated"),
        Says("in-progress", Placer, ["information-supplied", "cancellation-requested"], "referral-placer-said"),
        new("in-progress", "on-hold", Recipient, ["paused"], [StatusReason], "referral-paused"),
        new("in-progress", "completed", Recipient, ["outcome-sent"], [Output], "referral-completed"),
        new("in-progress", "failed", Recipient, ["could-not-deliver", "lost-contact"], [StatusReason], "referral-failed"),
        new("in-progress", "cancelled", Recipient, ["withdrawn"], [WithdrawalWasAskedFor], "referral-withdrawn"),

        new("on-hold", "on-hold", Recipient, ["paused"], [StatusReason], "referral-updated"),
        Says("on-hold", Placer, ["information-supplied", "cancellation-requested"], "referral-placer-said"),
        new("on-hold", "accepted", Recipient, ["accepted", "waitlisted"], Taken, "referral-resumed"),
        new("on-hold", "in-progress", Recipient, ["first-contact-made", "appointment-scheduled"], [NamedWorker], "referral-resumed"),
        new("on-hold", "failed", Recipient, ["could-not-deliver", "lost-contact"], [StatusReason], "referral-failed"),
        new("on-hold", "cancelled", Recipient, ["withdrawn"], [WithdrawalWasAskedFor], "referral-withdrawn"),

        Says("completed", Placer, ["loop-closed"], "referral-loop-closed"),
        .. Open.Select(open => new Move(open, "cancelled", Party.Hub, ["consent-withdrawn", "superseded", "expired"], [], "referral-ended-by-hub")),
        .. Open.Concat(["rejected", "completed", "failed", "cancelled"])
            .Select(any => new Move(any, "entered-in-error", Placer, [], [StatusReason], "referral-entered-in-error")),
    ];

    private static IReadOnlyList<string> Open => ["draft", "requested", "received", "accepted", "in-progress", "on-hold"];

    private static Move Says(string status, Party by, IReadOnlyList<string> businessStatuses, string name) =>
        new(status, status, by, businessStatuses, [], name) { NeedsBusinessStatus = true };
}
