using Hub.Fhir.Care;

namespace Hub.Fhir.Tests.Care;

/// <summary>The tables of specs/workflow are the tables of the code, row for row.</summary>
public class WorkflowPagesTests
{
    [Fact]
    public void The_page_of_referrals_shows_every_move() => AssertPage("referral", ReferralMoves.All, "referrer", "recipient");

    [Fact]
    public void The_page_of_joint_plans_shows_every_move() => AssertPage("joint-action-plan", PlanActionRules.All, "proposing agency", "accountable agency");

    private static void AssertPage(string name, IReadOnlyList<Move> moves, string placer, string recipient)
    {
        var page = File.ReadAllText(Path.Combine(Given.Root, "specs", "workflow", name + ".md"));
        string[] table =
        [
            "| from | to | business status | by | must have | event |",
            "| --- | --- | --- | --- | --- | --- |",
            .. moves.Select(move => Row(move, placer, recipient)),
        ];

        Assert.Contains(string.Join('\n', table), page, StringComparison.Ordinal);
    }

    private static string Row(Move move, string placer, string recipient)
    {
        var by = Enum.GetValues<Party>().Where(party => party != Party.None && move.By.HasFlag(party))
            .Select(party => party switch { Party.Placer => placer, Party.Recipient => recipient, _ => "hub" });
        var said = move.BusinessStatuses.Count == 0 ? "–" : string.Join(", ", move.BusinessStatuses);
        var must = move.Guards.Count == 0 ? "–" : string.Join("; ", move.Guards.Select(guard => guard.Name));
        return $"| {move.From} | {move.To} | {said} | {string.Join(", ", by)} | {must} | {move.Event} |";
    }
}
