using Hub.Fhir.Care;

namespace Hub.Fhir.Tests.Care;

public class PlanActionRulesTests
{
    [Theory]
    [InlineData("requested", "accepted", "online", "action-accepted")]
    [InlineData("requested", "rejected", "online", "action-declined")]
    [InlineData("requested", "received", "online", "action-change-proposed")]
    [InlineData("received", "requested", "camhs", "action-proposed")]
    [InlineData("received", "accepted", "online", "action-accepted")]
    [InlineData("accepted", "in-progress", "online", "action-started")]
    [InlineData("accepted", "completed", "online", "action-done")]
    [InlineData("in-progress", "completed", "online", "action-done")]
    [InlineData("requested", "cancelled", "camhs", "action-withdrawn")]
    [InlineData("none", "requested", "camhs", "action-proposed")]
    public void An_action_moves_by_the_agency_whose_turn_it_is(string from, string to, string agency, string name)
    {
        Assert.Equal(name, Move(from, to, agency).Moved?.Event);
    }

    [Theory]
    [InlineData("requested", "accepted", "camhs", "not-allowed-here")]
    [InlineData("requested", "rejected", "camhs", "not-allowed-here")]
    [InlineData("requested", "accepted", "social-care", "not-allowed-here")]
    [InlineData("accepted", "completed", "camhs", "not-allowed-here")]
    [InlineData("rejected", "accepted", "online", "transition-refused")]
    [InlineData("requested", "completed", "online", "transition-refused")]
    [InlineData("none", "completed", "camhs", "transition-refused")]
    [InlineData("none", "accepted", "camhs", "transition-refused")]
    public void Nobody_accepts_or_ends_another_agencys_action(string from, string to, string agency, string code)
    {
        Assert.Equal(code, Move(from, to, agency).Refusal?.Problem.Code);
    }

    [Fact]
    public void An_agency_may_take_on_an_action_of_its_own_at_once()
    {
        Assert.NotNull(Move("none", "accepted", "camhs", owner: "camhs").Moved);
    }

    [Theory]
    [InlineData("rejected", "Task.statusReason.text")]
    [InlineData("received", "proposed-change")]
    public void Declining_needs_a_reason_and_another_proposal_needs_words(string to, string expression)
    {
        var refusal = Move("requested", to, "online", words: false).Refusal!;

        Assert.Equal("missing-element", refusal.Problem.Code);
        Assert.Contains(expression, refusal.Expression, StringComparison.Ordinal);
    }

    [Fact]
    public void The_accountable_agency_of_an_action_does_not_change()
    {
        var result = PlanActionRules.Move(Action("requested", "online", words: false), Action("requested", "school", words: false), "camhs", "camhs");

        Assert.Equal("Task.owner", result.Refusal?.Expression);
    }

    private static MoveResult Move(string from, string to, string agency, string owner = "online", bool words = true) =>
        PlanActionRules.Move(from == "none" ? null : Action(from, owner, words: false), Action(to, owner, words), "camhs", agency);

    private static PlanAction Action(string status, string owner, bool words)
    {
        var task = new Dictionary<string, object>
        {
            ["resourceType"] = "Task",
            ["status"] = status,
            ["basedOn"] = new[] { Given.Reference("CarePlan/plan") },
            ["for"] = Given.Reference("Patient/p"),
            ["requester"] = Given.Reference("Organization/camhs"),
            ["owner"] = Given.Reference("Organization/" + owner),
        };
        if (words)
        {
            task["statusReason"] = new { text = "Because." };
            task["extension"] = new[] { new { url = CareExtensions.ProposedChange, valueString = "On Tuesdays." } };
        }

        return new PlanAction(Given.Json(task));
    }
}
