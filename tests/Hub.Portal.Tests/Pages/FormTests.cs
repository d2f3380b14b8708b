using Hub.Portal.Pages;
using Hub.Portal.Pages.People;
using Hub.Portal.Pages.Refer;
using Hub.Portal.Pages.Referrals;
using Hub.Portal.Tags;

namespace Hub.Portal.Tests.Pages;

/// <summary>Forms without a browser: what is missing is said by field, in plain words.</summary>
public sealed class FormTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void An_empty_acceptance_names_everything_it_needs() =>
        Assert.Equal(["Worker", "FirstContact", "Start", "RiskHolder"], Fields(new AcceptForm().Errors(Today)));

    [Fact]
    public void The_first_contact_is_not_in_the_past() => Assert.Equal(
        "The first contact must be today or later",
        Assert.Single(new AcceptForm { Worker = "Tom", Start = "now", RiskHolder = "camhs", FirstContact = Day(2026, 11, 23) }.Errors(Today)).Text);

    [Fact]
    public void Declining_needs_reason_words_and_another_way() => Assert.Equal(["Reason", "Text", "Route"], Fields(new DeclineForm().Errors()));

    [Fact]
    public void A_code_the_hub_does_not_know_is_no_choice() =>
        Assert.Equal(["Reason"], Fields(new DeclineForm { Reason = "because", Text = "No room.", Route = "self-help" }.Errors()));

    [Theory]
    [InlineData("999 004 0028", true)]
    [InlineData("9990040029", false)]
    [InlineData("12345", false)]
    [InlineData("99900400a8", false)]
    public void An_NHS_number_has_its_check_digit(string number, bool valid)
    {
        var errors = new PersonPart { Called = "Cal", Given = "Callum", Born = Day(2011, 7, 18), NhsNumber = number }.Errors(Today);

        Assert.Equal(valid, !errors.Any());
    }

    [Fact]
    public void An_alias_with_month_and_year_of_birth_is_enough()
    {
        var part = new PersonPart { Called = "wren-27", Alias = "wren-27", Born = new() { Month = "5", Year = "2010" } };

        Assert.Empty(part.Errors(Today));
        Assert.Equal("2010-05", part.BirthDate);
    }

    [Fact]
    public void A_person_too_old_for_the_hub_is_asked_about() => Assert.Equal(
        ["Born"], Fields(new PersonPart { Called = "A", Alias = "a", Born = new() { Month = "1", Year = "1980" } }.Errors(Today)));

    [Theory]
    [InlineData("agreed", new[] { "Who", "Competence" })]
    [InlineData("safe", new[] { "Why", "Told" })]
    [InlineData("no", new[] { "Words" })]
    [InlineData(null, new[] { "Door" })]
    public void Each_door_of_a_sharing_decision_asks_for_its_own(string? door, string[] fields) =>
        Assert.Equal(fields, Fields(new SharingPart { Door = door }.Errors()));

    [Fact]
    public void A_referral_cannot_share_less_than_who_and_what() =>
        Assert.Equal(["Categories"], Fields(new SharingPart { Door = "agreed", Who = "young-person-agrees", Competence = "Said it back.", Categories = ["safety-plan"] }.Errors()));

    [Fact]
    public void A_young_person_who_could_not_be_asked_needs_a_reason() =>
        Assert.Equal(["WhyNot"], Fields(new VoicePart { How = "not-asked" }.Errors()));

    [Fact]
    public void An_action_needs_doer_date_and_what_done_means() =>
        Assert.Equal(["What", "Agency", "Doer", "Due", "DoneMeans"], Fields(new ProposeForm().Errors(Today)));

    [Fact]
    public void Not_agreeing_to_a_plan_keeps_their_words() => Assert.Equal(["Words"], Fields(new AgreementForm { Stance = "does-not-agree" }.Errors()));

    [Fact]
    public void An_item_of_a_safety_plan_is_for_somebody() => Assert.Equal(
        ["Items[0].Audience"], Fields(new StepForm { Items = [new() { Text = "I go quiet." }, new()] }.Errors()));

    [Theory]
    [InlineData("31", "2", "2026")]
    [InlineData("", "5", "2026")]
    [InlineData("x", "5", "2026")]
    public void A_date_that_is_none_is_not_guessed(string day, string month, string year) =>
        Assert.Null(new DateParts { Day = day, Month = month, Year = year }.Date);

    private static DateParts Day(int year, int month, int day) => DateParts.Of(new DateOnly(year, month, day));

    private static IEnumerable<string> Fields(IEnumerable<FieldError> errors) => errors.Select(error => error.Field);
}
