using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Care;

/// <summary>One row of a table of moves: from which state to which, by whom, with which business statuses, under which guards.</summary>
/// <param name="From">Task.status before; "none" for a Task that is not there yet.</param>
/// <param name="To">Task.status after.</param>
/// <param name="By">Who may.</param>
/// <param name="BusinessStatuses">What may be said more finely; the first is what is meant when nothing is said.</param>
/// <param name="Guards">What must be there.</param>
/// <param name="Event">The name of the event that tells of it.</param>
public sealed record Move(string From, string To, Party By, IReadOnlyList<string> BusinessStatuses, IReadOnlyList<Guard> Guards, string Event)
{
    public const string None = "none";

    /// <summary>True where the status stays, so that only a business status of this row tells the move from an edit.</summary>
    public bool NeedsBusinessStatus { get; init; }

    internal bool Takes(string? businessStatus) =>
        businessStatus is null ? !NeedsBusinessStatus : BusinessStatuses.Contains(businessStatus);
}

/// <summary>What a guard looks at: the work as it stands and as it is proposed, the request behind it.</summary>
internal readonly record struct MoveView(Json.JsonValue Current, Json.JsonValue Proposed, Referral? Request);

/// <summary>One thing a move demands.</summary>
/// <param name="Name">In words, as in the table of the specification.</param>
public sealed record Guard(string Name)
{
    internal Func<MoveView, Issue?> Check { get; init; } = _ => null;
}

/// <summary>A move that is not made, with what may be done instead.</summary>
/// <param name="Problem">Which kind of refusal it is.</param>
/// <param name="Text">Why, in a sentence.</param>
/// <param name="AllowedNext">Statuses this agency may move to from here.</param>
/// <param name="Expression">The element that stands in the way, when one does.</param>
public sealed record Refusal(Problem Problem, string Text, IReadOnlyList<string> AllowedNext, string? Expression = null);

/// <summary>A move that may be made: from, to, what it says more finely, and the event that tells of it.</summary>
public sealed record Moved(string From, string To, string? BusinessStatus, string Event, Party By);

/// <summary>Either a move or a refusal, never both.</summary>
public sealed class MoveResult
{
    private MoveResult(Moved? moved, Refusal? refusal) => (Moved, Refusal) = (moved, refusal);

    public Moved? Moved { get; }

    public Refusal? Refusal { get; }

    public static implicit operator MoveResult(Moved moved) => new(moved, null);

    public static implicit operator MoveResult(Refusal refusal) => new(null, refusal);
}
