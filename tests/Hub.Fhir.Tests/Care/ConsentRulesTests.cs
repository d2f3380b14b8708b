using Hub.Fhir.Care;
using static Hub.Fhir.Tests.Care.AConsent;

namespace Hub.Fhir.Tests.Care;

public class ConsentRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_named_agency_may_see_a_named_category_and_nothing_else()
    {
        var decision = Decision(Permit(["camhs"], ["identity", "referral"]));

        Assert.True(May(decision, "camhs", "referral"));
        Assert.False(May(decision, "camhs", "safety-plan"));
        Assert.False(May(decision, "social-care", "referral"));
    }

    [Fact]
    public void Nothing_is_shared_without_a_decision()
    {
        var decision = ConsentRules.Decide([], "camhs", "identity", Now);

        Assert.False(decision.Permitted);
        Assert.Equal(["No sharing decision in force names camhs for identity."], decision.Reasons);
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("proposed")]
    [InlineData("rejected")]
    [InlineData("inactive")]
    [InlineData("entered-in-error")]
    public void A_decision_that_is_not_active_opens_nothing(string status)
    {
        Assert.False(May(Decision(Permit(["camhs"], ["identity"]), status: status), "camhs", "identity"));
    }

    [Theory]
    [InlineData("2026-06-15", "2026-06-15", true)]
    [InlineData("2026-06-16", "2026-12-31", false)]
    [InlineData("2026-01-01", "2026-06-14", false)]
    [InlineData("2026-01", "2026-06", true)]
    [InlineData("2026-06-15T12:00:00Z", "2027", true)]
    [InlineData("2026-06-15T12:00:01Z", "2027", false)]
    public void A_decision_holds_from_its_first_moment_to_the_end_of_its_last_day(string start, string end, bool holds)
    {
        Assert.Equal(holds, May(Decision(Permit(["camhs"], ["identity"], start, end)), "camhs", "identity"));
    }

    [Fact]
    public void A_permission_without_an_agency_or_a_category_gives_nothing()
    {
        Assert.False(May(Decision(Permit([], ["identity"])), "camhs", "identity"));
        Assert.False(May(Decision(Permit(["camhs"], [])), "camhs", "identity"));
    }

    [Fact]
    public void A_refusal_beats_a_permission_of_equal_depth()
    {
        var decision = Decision(Root("permit", [], [], Permit(["camhs"], ["safety-plan"]), Deny(["camhs"], ["safety-plan"])));

        Assert.False(May(decision, "camhs", "safety-plan"));
    }

    [Fact]
    public void A_deeper_provision_beats_a_shallower_one_both_ways()
    {
        var exceptForCamhs = Decision(Root("deny", [], [], Permit(["camhs"], ["safety-plan"])));
        var exceptForDocuments = Decision(Root("permit", ["camhs"], ["identity", "document"], Deny([], ["document"])));

        Assert.True(May(exceptForCamhs, "camhs", "safety-plan"));
        Assert.False(May(exceptForCamhs, "school", "safety-plan"));
        Assert.True(May(exceptForDocuments, "camhs", "identity"));
        Assert.False(May(exceptForDocuments, "camhs", "document"));
    }

    [Fact]
    public void Provisions_are_read_at_any_depth()
    {
        var decision = Decision(Root("permit", ["camhs"], ["identity"], Deny([], [], Permit(["camhs"], [], Deny([], ["identity"])))));

        Assert.False(May(decision, "camhs", "identity"));
        Assert.True(May(Decision(Root("permit", ["camhs"], ["identity"], Deny([], [], Permit(["camhs"], [])))), "camhs", "identity"));
    }

    [Fact]
    public void A_nested_provision_reaches_no_further_than_its_parent()
    {
        var decision = Decision(Root("permit", ["camhs"], ["identity"], Permit(["social-care"], ["identity", "document"])));

        Assert.False(May(decision, "social-care", "identity"));
        Assert.False(May(decision, "camhs", "document"));
    }

    [Fact]
    public void A_refusal_in_one_decision_beats_a_permission_in_another()
    {
        SharingDecision[] both = [Decision(Permit(["camhs"], ["identity"]), "a"), Decision(Deny(["camhs"], []), "b")];

        Assert.False(ConsentRules.Decide(both, "camhs", "identity", Now).Permitted);
        Assert.Empty(ConsentRules.Permissions(both));
    }

    [Fact]
    public void Sharing_to_keep_someone_safe_stands_beside_a_refusal()
    {
        SharingDecision[] both =
        [
            Decision(Deny([], []), "refusal"),
            Decision(Permit(["social-care"], ["identity"]), "safe", basis: "share-to-keep-safe"),
        ];
        var decision = ConsentRules.Decide(both, "social-care", "identity", Now);

        Assert.Equal((true, "safeguarding", "safe"), (decision.Permitted, decision.Basis, decision.ConsentId));
    }

    [Fact]
    public void A_decision_opens_nothing_to_the_agency_that_wrote_it()
    {
        var decision = Decision(Permit(["camhs", "school"], ["identity"]), recordedBy: "school");

        Assert.False(May(decision, "school", "identity"));
        Assert.True(May(decision, "camhs", "identity"));
    }

    [Theory]
    [InlineData("TREAT", true)]
    [InlineData("CAREMGT", true)]
    [InlineData("HRESCH", false)]
    [InlineData("BTG", false)]
    public void A_permission_for_a_purpose_counts_in_everyday_care_when_the_purpose_is_care(string purpose, bool counts)
    {
        Assert.Equal(counts, May(Decision(With(Permit(["camhs"], ["identity"]), "purpose", new[] { new { code = purpose } })), "camhs", "identity"));
    }

    [Fact]
    public void A_purpose_of_emergency_is_asked_for_by_name()
    {
        SharingDecision[] one = [Decision(With(Permit(["emergency"], ["identity"]), "purpose", new[] { new { code = "BTG" } }))];

        Assert.False(ConsentRules.Decide(one, "emergency", "identity", Now).Permitted);
        Assert.True(ConsentRules.Decide(one, "emergency", "identity", Now, "ETREAT").Permitted);
    }

    [Theory]
    [InlineData("securityLabel")]
    [InlineData("code")]
    [InlineData("data")]
    [InlineData("dataPeriod")]
    public void What_the_hub_cannot_tell_apart_is_never_permitted_and_always_refused(string element)
    {
        Assert.False(May(Decision(With(Permit(["camhs"], ["identity"]), element, new[] { new { code = "x" } })), "camhs", "identity"));
        var denied = Root("permit", ["camhs"], ["identity"], With(Deny(["camhs"], []), element, new[] { new { code = "x" } }));
        Assert.False(May(Decision(denied), "camhs", "identity"));
    }

    [Fact]
    public void An_agency_of_another_server_is_not_the_agency_of_that_name_here()
    {
        Assert.False(May(Decision(With(Permit([], ["identity"]), "actor", new[] { new { reference = Given.Reference("https://elsewhere.example/fhir/Organization/camhs") } })), "camhs", "identity"));
    }

    [Fact]
    public void A_word_about_a_relative_says_nothing_about_agencies()
    {
        var decision = Root("permit", ["camhs"], ["identity"], With(Deny([], []), "actor", new[] { new { reference = Given.Reference("RelatedPerson/mum") } }));

        Assert.True(May(Decision(decision), "camhs", "identity"));
    }

    [Fact]
    public void A_consent_about_research_opens_nothing()
    {
        var research = Decision(Permit(["camhs"], ["identity"]), scope: "research");

        Assert.False(May(research, "camhs", "identity"));
    }

    [Fact]
    public void Permissions_have_the_gap_that_a_refusal_cuts_into_them()
    {
        var decision = Decision(Root("permit", ["camhs"], ["identity"], With(Deny([], []), "period", new { start = "2026-03-01", end = "2026-03-31" })), start: "2026-01-01", end: "2026-12-31");

        var permissions = ConsentRules.Permissions([decision]);

        Assert.Equal(
            ["2026-01-01 2026-03-01", "2026-04-01 2027-01-01"],
            permissions.Select(permission => $"{permission.From:yyyy-MM-dd} {permission.Until:yyyy-MM-dd}"));
    }

    [Fact]
    public void What_is_missing_for_a_referral_is_named()
    {
        Assert.Equal(["referral"], ConsentRules.Missing([Decision(Permit(["camhs"], ["identity"]))], "camhs", ShareCategories.NeededToRefer, Now));
    }

    private static bool May(SharingDecision decision, string agency, string category)
    {
        var may = ConsentRules.Decide([decision], agency, category, Now).Permitted;
        var stored = ConsentRules.Permissions([decision])
            .Any(each => each.Agency == agency && each.Category == category && each.From <= Now && Now < each.Until);
        Assert.Equal(may, stored);
        return may;
    }
}
