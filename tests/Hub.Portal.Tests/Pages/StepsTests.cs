using Hub.Portal.Pages.People;
using Hub.Portal.Rows;

namespace Hub.Portal.Tests.Pages;

/// <summary>What each side may do next; presenters without a browser.</summary>
public sealed class StepsTests
{
    [Theory]
    [InlineData("requested", "proposed", "camhs", "Accept Propose a change Decline")]
    [InlineData("requested", "proposed", "online", "Withdraw")]
    [InlineData("accepted", "accepted", "camhs", "Mark as done We have begun It could not be done")]
    [InlineData("accepted", "accepted", "online", "")]
    [InlineData("completed", "done", "camhs", "It is not done after all")]
    [InlineData("completed", "done", "online", "")]
    [InlineData("requested", "proposed", "school", "")]
    public void An_action_is_answered_by_the_agency_that_is_asked(string status, string said, string agency, string steps)
    {
        var row = new ActionRow { Status = status, BusinessStatus = said, Accountable = "camhs", Proposer = "online" };

        Assert.Equal(steps, string.Join(' ', ActionSteps.For(row, agency).Select(step => step.Text)));
    }

    [Theory]
    [InlineData("requested", "sent", "Sent")]
    [InlineData("received", "awaiting-information", "Question for referrer")]
    [InlineData("accepted", "waitlisted", "Accepted, waiting")]
    [InlineData("rejected", null, "Declined")]
    [InlineData("in-progress", null, "In progress")]
    [InlineData("completed", "loop-closed", "Completed, outcome read")]
    [InlineData("something-new", null, "Not known")]
    public void A_status_has_the_same_words_for_both_sides(string status, string? said, string words) =>
        Assert.Equal(words, ReferralWords.Status(status, said).Text);

    [Fact]
    public void A_clock_says_whether_it_is_late()
    {
        var dates = new Dates(new StoppedClock(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)));
        var urgent = new ReferralRow { Status = "requested", Priority = "urgent", SentAt = dates.Now.AddHours(-6) };

        Assert.Equal(new Clock("2 hours late", "late"), Clock.For(Clocks.Due(urgent), dates));
        Assert.Null(Clock.For(Clocks.Due(urgent with { Status = "completed" }), dates));
    }

    [Fact]
    public void After_a_decline_the_clock_is_the_referrers_until_there_is_another_way()
    {
        var dates = new Dates(new StoppedClock(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)));
        var declined = new ReferralRow { Status = "rejected", ChangedAt = dates.Now.AddHours(-25) };

        Assert.Equal(new Clock("1 hour late", "late"), Clock.For(Clocks.Due(declined), dates));
        Assert.Null(Clocks.Due(declined, asRecipient: true));
        Assert.Null(Clocks.Due(declined with { IsAsked = false }));
    }
}
