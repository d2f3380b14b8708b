using Hub.Portal.Reading;
using Hub.Portal.Rows;

namespace Hub.Portal.Tests;

/// <summary>Who holds the risk: the same answer on every page, and never nobody.</summary>
public sealed class RiskTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly ReferralRow Sent = new() { Status = "requested", BusinessStatus = "sent", Placer = "online", Recipient = "camhs", ChangedAt = Day };

    [Fact]
    public void Until_it_is_taken_on_the_referrer_holds_it() => Assert.Equal("online", Risk.Holder(Sent));

    [Fact]
    public void Or_whoever_the_request_names_meanwhile() => Assert.Equal("school", Risk.Holder(Sent with { RiskMeanwhile = "school" }));

    [Theory]
    [InlineData("accepted", "accepted", "camhs")]
    [InlineData("in-progress", "first-contact-made", "camhs")]
    [InlineData("accepted", "waitlisted", "online")]
    [InlineData("rejected", "declined", "online")]
    [InlineData("completed", "outcome-sent", "online")]
    [InlineData("cancelled", "withdrawn", "online")]
    public void A_referral_is_held_by_who_has_taken_it_on_and_goes_back_when_it_ends(string status, string said, string holder) =>
        Assert.Equal(holder, Risk.Holder(Sent with { Status = status, BusinessStatus = said, IsEnded = status is not ("accepted" or "in-progress") }));

    [Fact]
    public void What_the_task_says_goes_before_what_is_worked_out() =>
        Assert.Equal("online", Risk.Holder(Sent with { Status = "accepted", BusinessStatus = "accepted", RiskHolder = "online" }));

    [Fact]
    public void Of_a_young_person_the_latest_word_holds()
    {
        var episode = new EpisodeRow { Status = "active", Agency = "online", RiskHolder = "online", ChangedAt = Day.AddDays(-9) };
        var taken = Sent with { Status = "in-progress", BusinessStatus = "first-contact-made" };

        Assert.Equal("online", Risk.Holder(File() with { Episodes = [episode] }));
        Assert.Equal("camhs", Risk.Holder(File() with { Episodes = [episode], Referrals = [taken] }));
        Assert.Equal("online", Risk.Holder(File() with { Episodes = [episode with { ChangedAt = Day.AddDays(1) }], Referrals = [taken] }));
    }

    [Fact]
    public void A_young_person_nobody_is_referred_for_stays_with_who_wrote_the_record() => Assert.Equal("school", Risk.Holder(File()));

    [Fact]
    public void A_page_of_a_person_and_of_their_one_referral_say_the_same()
    {
        foreach (var row in (ReferralRow[])[Sent, Sent with { RiskMeanwhile = "school" }, Sent with { Status = "accepted", BusinessStatus = "waitlisted", RiskMeanwhile = "school" }, Sent with { Status = "rejected", IsEnded = true }])
        {
            Assert.Equal(Risk.Holder(row), Risk.Holder(File() with { Referrals = [row] }));
        }
    }

    private static PersonFile File() => new() { Person = new(), IdentityShown = true, Names = new AgencyNames([], []), Author = "school" };
}
