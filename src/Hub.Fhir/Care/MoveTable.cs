using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Care;

/// <summary>A table of moves and the one way to look a move up in it: the state first, then the party, then what is said, then the guards.</summary>
internal sealed class MoveTable(IReadOnlyList<Move> moves, string placerWord, string recipientWord)
{
    public IReadOnlyList<Move> Moves => moves;

    public MoveResult Look(MoveView view, string from, string to, string? businessStatus, Party caller)
    {
        if (caller == Party.None)
        {
            return new Refusal(Problems.NotAllowedHere, $"Only the {placerWord} and the {recipientWord} may move this.", []);
        }

        var next = AllowedNext(from, caller);
        var rows = moves.Where(move => move.From == from && move.To == to).ToList();
        if (rows.Count == 0)
        {
            return new Refusal(Problems.TransitionRefused, $"{from} cannot become {to}. {Sentence(next)}", next, "Task.status");
        }

        var own = rows.Where(move => (move.By & caller) != 0).ToList();
        if (own.Count == 0)
        {
            return new Refusal(Problems.NotAllowedHere, $"From {from} to {to} is a move of the {Word(rows[0].By)}. {Sentence(next)}", next, "Task.status");
        }

        return Choose(view, own, businessStatus, next, caller);
    }

    /// <summary>The statuses to which this party may move from here.</summary>
    public IReadOnlyList<string> AllowedNext(string from, Party caller) =>
        [.. moves.Where(move => move.From == from && (move.By & caller) != 0).Select(move => move.To).Distinct()];

    private static MoveResult Choose(MoveView view, List<Move> own, string? businessStatus, IReadOnlyList<string> next, Party caller)
    {
        var row = own.FirstOrDefault(move => move.Takes(businessStatus));
        if (row is null)
        {
            var allowed = own.SelectMany(move => move.BusinessStatuses).Distinct();
            return new Refusal(
                Problems.TransitionRefused,
                $"From {own[0].From} to {own[0].To} the business status must be one of: {string.Join(", ", allowed)}.",
                next,
                "Task.businessStatus");
        }

        var failed = row.Guards.Select(guard => guard.Check(view)).FirstOrDefault(issue => issue is not null);
        return failed is not null
            ? new Refusal(failed.Problem, failed.Text, next, failed.Expression)
            : new Moved(row.From, row.To, businessStatus ?? (row.BusinessStatuses.Count > 0 ? row.BusinessStatuses[0] : null), row.Event, row.By & caller);
    }

    private static string Sentence(IReadOnlyList<string> next) =>
        next.Count == 0 ? "Nothing may follow here for you." : $"You may move to: {string.Join(", ", next)}.";

    private string Word(Party party) => party switch
    {
        Party.Placer => placerWord,
        Party.Recipient => recipientWord,
        Party.Hub => "hub",
        _ => $"{placerWord} or {recipientWord}",
    };
}
