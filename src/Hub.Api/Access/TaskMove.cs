using Hub.Api.Store;
using Hub.Fhir.Care;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Access;

/// <summary>A Task between agencies moves by the rules of its kind; the move opens and closes access, and is told.</summary>
internal sealed class TaskMove(WriteTransaction store, Caller caller, AgencyNames agencies, GrantProjection grants, SharingCheck sharing, MoveRecord record)
{
    public void Settle(Change change)
    {
        var task = change.After.Exists ? change.After : change.Earlier;
        var was = change.Earlier;
        if (!change.After.Exists)
        {
            grants.Nothing(change.Row);
        }
        else if (ReferralTask.Is(task) || (was.Exists && ReferralTask.Is(was)) || (ReferralTask.MayBe(task) && agencies.Of(task["owner"]) is not null))
        {
            Referral(change);
        }
        else if (PlanAction.Is(task) || (was.Exists && PlanAction.Is(was)))
        {
            Action(change);
        }
        else if (change.Row.Author != caller.Agency)
        {
            throw new ProblemException(Problems.NotAllowedHere, $"Only Organization/{change.Row.Author}, which wrote it, may change this Task.");
        }
    }

    private void Referral(Change change)
    {
        var proposed = new ReferralTask(change.After, agencies.Of(change.After["owner"]));
        ReferralTask? current = change.Before is null ? null : new ReferralTask(change.Earlier, agencies.Of(change.Earlier["owner"]));
        var request = Request(current?.Referral ?? proposed.Referral);
        var view = new Referral(Stored.Root(request), request.Id, request.Author);
        var moved = Accept(ReferralRules.Move(current, proposed, view, caller.Agency, store.Now));
        if (moved.From is Move.None or "draft" && moved.To != "draft")
        {
            Send(change.Row, proposed, request);
        }

        grants.OfTask(change.Row, proposed, request);
        record.Moved(change.Row, moved);
    }

    /// <summary>To an agency that a decision covers, and to each agency once at a time.</summary>
    private void Send(StoredResource row, ReferralTask sent, StoredResource request)
    {
        if (sent.Recipient is { } recipient && recipient != request.Author)
        {
            sharing.Require(request.Patient, recipient, ShareCategories.NeededToRefer, "Task.owner");
        }

        var others = Work.Tasks(request, store).Where(other => other.Id != row.Id).Select(Stored.Root);
        if (others.Any(other => IsOpen(new ReferralTask(other, agencies.Of(other["owner"]))) && agencies.Of(other["owner"]) == sent.Recipient))
        {
            throw new ProblemException(Problems.DuplicateRequest, "This request lies with this agency already: an open Task says so. Wait for its answer, or withdraw it.", "Task.focus");
        }
    }

    private static bool IsOpen(ReferralTask task) => !task.IsEnded && task.Status != "draft";

    private void Action(Change change)
    {
        var proposed = new PlanAction(change.After, agencies.Of(change.After["owner"]));
        PlanAction? current = change.Before is null ? null : new PlanAction(change.Earlier, agencies.Of(change.Earlier["owner"]));
        var moved = Accept(PlanActionRules.Move(current, proposed, change.Row.Author, caller.Agency));
        var planWriter = PlanWriter(change.Row, proposed);
        if (current is null && proposed.Accountable is { } accountable && accountable != change.Row.Author && accountable != planWriter)
        {
            RequirePlan(change.Row, accountable);
        }

        grants.OfAction(change.Row, proposed, planWriter);
        record.Moved(change.Row, moved);
    }

    /// <summary>The agency that wrote the plan the action belongs to, where it is a plan of the same young person.</summary>
    private string? PlanWriter(StoredResource row, PlanAction action) =>
        action.Plan is { } id && store.Find(new ResourceKey("CarePlan", id)) is { Deleted: false } plan && plan.Patient == row.Patient && ActionPlan.Is(Stored.Root(plan))
            ? plan.Author
            : null;

    /// <summary>Who is asked to answer for an action must be able to see it: by its team, or by a sharing decision.</summary>
    private void RequirePlan(StoredResource row, string accountable)
    {
        if (!store.IsAllowed(row, new AccessScope(accountable, store.Now)))
        {
            sharing.Require(row.Patient, accountable, [ShareCategories.JointPlan], "Task.owner");
        }
    }

    /// <summary>The request behind a referral; one the caller may not know of is as good as none.</summary>
    private StoredResource Request(string? id)
    {
        var row = id is null ? null : store.Find(new ResourceKey("ServiceRequest", id));
        return row is { Deleted: false } && store.IsAllowed(row, new AccessScope(caller.Agency, store.Now))
            ? row
            : throw new ProblemException(Problems.InvalidReference, "The focus of a referral Task is a ServiceRequest on this hub.", "Task.focus");
    }

    private static Moved Accept(MoveResult result)
    {
        if (result.Refusal is not { } refusal)
        {
            return result.Moved!;
        }

        var next = refusal.AllowedNext.Count == 0 || refusal.Text.Contains("You may move to", StringComparison.Ordinal)
            ? ""
            : $" Allowed next: {string.Join(", ", refusal.AllowedNext)}.";
        throw new ProblemException(refusal.Problem, refusal.Text + next, refusal.Expression);
    }
}
