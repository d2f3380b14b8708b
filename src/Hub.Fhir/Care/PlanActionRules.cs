using Hub.Fhir.Outcomes;
using static Hub.Fhir.Care.Party;

namespace Hub.Fhir.Care;

/// <summary>
/// An action of a joint plan: one agency proposes, the accountable agency accepts, declines or proposes a change.
/// Until it has accepted, the action stays with the agency that leads the plan.
/// </summary>
public static class PlanActionRules
{
    private static readonly string[] Fixed = ["for", "requester", "owner", "basedOn", "intent"];

    private static readonly Guard ReasonInWords = new("the reason in words")
    {
        Check = view => string.IsNullOrWhiteSpace(new PlanAction(view.Proposed).StatusReason)
            ? Issue.Error(Problems.MissingElement, "Say why in words.", "Task.statusReason.text")
            : null,
    };

    private static readonly Guard Change = new("the change in words")
    {
        Check = view => string.IsNullOrWhiteSpace(new PlanAction(view.Proposed).ProposedChange)
            ? Issue.Error(Problems.MissingElement, "Say how the agency would take it on: extension proposed-change.", $"Task.extension('{CareExtensions.ProposedChange}')")
            : null,
    };

    private static readonly MoveTable Table = new(
    [
        new(Care.Move.None, "draft", Placer, [], [], "action-drafted"),
        new(Care.Move.None, "requested", Placer, ["proposed"], [], "action-proposed"),
        new(Care.Move.None, "accepted", Placer, ["accepted"], [OwnAction], "action-accepted"),
        new("draft", "draft", Placer, [], [], "action-drafted"),
        new("draft", "requested", Placer, ["proposed"], [], "action-proposed"),
        new("draft", "cancelled", Placer, ["withdrawn"], [], "action-withdrawn"),
        new("requested", "requested", Placer, ["proposed"], [], "action-proposed"),
        new("requested", "accepted", Recipient, ["accepted"], [], "action-accepted"),
        new("requested", "rejected", Recipient, ["declined"], [ReasonInWords], "action-declined"),
        new("requested", "received", Recipient, ["change-proposed", "acknowledged"], [Change], "action-change-proposed"),
        new("requested", "cancelled", Placer, ["withdrawn"], [ReasonInWords], "action-withdrawn"),
        new("received", "requested", Placer, ["proposed"], [], "action-proposed"),
        new("received", "received", Recipient, ["change-proposed", "acknowledged"], [Change], "action-change-proposed"),
        new("received", "accepted", Recipient, ["accepted"], [], "action-accepted"),
        new("received", "rejected", Recipient, ["declined"], [ReasonInWords], "action-declined"),
        new("received", "cancelled", Placer, ["withdrawn"], [ReasonInWords], "action-withdrawn"),
        new("accepted", "accepted", Recipient, ["accepted"], [], "action-updated"),
        new("accepted", "in-progress", Recipient, [], [], "action-started"),
        new("accepted", "completed", Recipient, ["done"], [], "action-done"),
        new("accepted", "failed", Recipient, ["could-not-deliver"], [ReasonInWords], "action-failed"),
        new("accepted", "cancelled", Placer | Recipient, ["withdrawn"], [ReasonInWords], "action-withdrawn"),
        new("in-progress", "in-progress", Recipient, ["interim-report"], [], "action-updated"),
        new("in-progress", "completed", Recipient, ["done"], [], "action-done"),
        new("in-progress", "failed", Recipient, ["could-not-deliver"], [ReasonInWords], "action-failed"),
        new("in-progress", "cancelled", Placer | Recipient, ["withdrawn"], [ReasonInWords], "action-withdrawn"),
        new("completed", "in-progress", Recipient, [], [ReasonInWords], "action-reopened"),
    ], "proposing agency", "accountable agency");

    /// <summary>The table; specs/workflow/joint-action-plan.md shows the same rows.</summary>
    public static IReadOnlyList<Move> All => Table.Moves;

    private static Guard OwnAction => new("the proposing agency is accountable itself")
    {
        Check = view => view.Proposed["requester"].AgencyOf() is { } proposer && proposer == view.Proposed["owner"].AgencyOf()
            ? null
            : Issue.Error(Problems.TransitionRefused, "Another agency's action begins as requested; that agency accepts it.", "Task.status"),
    };

    /// <param name="current">The Task as it stands; null for a new one.</param>
    /// <param name="proposed">The Task as sent.</param>
    /// <param name="proposer">The agency that wrote the Task first.</param>
    /// <param name="callerAgency">The agency that sends it.</param>
    public static MoveResult Move(PlanAction? current, PlanAction proposed, string proposer, string callerAgency)
    {
        var party = ReferralRules.PartyOf(callerAgency, proposer, current?.Accountable ?? proposed.Accountable);
        var from = current?.Status ?? Care.Move.None;
        var said = current?.BusinessStatus == proposed.BusinessStatus ? null : proposed.BusinessStatus;
        var result = Table.Look(new MoveView(current?.Root ?? default, proposed.Root, null), from, proposed.Status ?? string.Empty, said, party);
        return current is { } before && result.Refusal?.Problem != Problems.NotAllowedHere && Changed(before, proposed) is { } changed
            ? new Refusal(
                Problems.TransitionRefused, $"A move leaves {changed} as it is: another accountable agency is another action.", Table.AllowedNext(from, party), "Task." + changed)
            : result;
    }

    private static string? Changed(PlanAction before, PlanAction after) =>
        Fixed.FirstOrDefault(name => !before.Root[name].SameAs(after.Root[name]));
}
