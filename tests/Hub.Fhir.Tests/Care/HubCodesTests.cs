using Hub.Fhir.Care;

namespace Hub.Fhir.Tests.Care;

public class HubCodesTests
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Path.Combine(Given.Root, "specs", "codesystems"), "*.json").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_published_code_system_is_valid_FHIR_and_known_by_its_url(string file)
    {
        var system = Given.Valid(File.ReadAllText(Path.Combine(Given.Root, "specs", "codesystems", file))).Root;

        Assert.Equal(Canonicals.CodeSystemBase + Path.GetFileNameWithoutExtension(file), system["url"].Text);
        Assert.Contains(system["url"].Text, HubCodes.All);
        Assert.Equal(system["count"].Text, HubCodes.Codes(system["url"].Text).Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_five_needs_based_groupings_are_known()
    {
        Assert.Equal(
            ["getting-advice", "getting-help", "getting-more-help", "getting-risk-support", "thriving"],
            HubCodes.Codes(Canonicals.NeedsBasedGrouping).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Share_categories_in_code_and_in_the_published_system_are_the_same()
    {
        Assert.Equal(ShareCategories.Shareable.Order(), HubCodes.Codes(Canonicals.ShareCategory).Keys.Order());
    }

    [Fact]
    public void Every_business_status_of_the_tables_of_moves_is_published()
    {
        var said = ReferralMoves.All.Concat(PlanActionRules.All).SelectMany(move => move.BusinessStatuses).Distinct();

        Assert.All(said, code => Assert.True(HubCodes.Knows(Canonicals.BusinessStatus, code), code));
    }

    [Fact]
    public void Every_event_of_the_tables_of_moves_is_published()
    {
        var events = ReferralMoves.All.Concat(PlanActionRules.All).Select(move => move.Event).Distinct();

        Assert.All(events, code => Assert.True(HubCodes.Knows(Canonicals.ReferralEvent, code), code));
    }

    [Fact]
    public void No_code_of_the_hub_grades_suicide_or_self_harm_by_level_or_colour()
    {
        string[] levels = ["high", "medium", "low", "red", "amber", "green"];

        Assert.All(HubCodes.All.SelectMany(system => HubCodes.Codes(system).Keys), code => Assert.DoesNotContain(code.Split('-'), levels.Contains));
    }
}
