using FsCheck.Xunit;
using Hub.Fhir.Care;

namespace Hub.Fhir.Tests.Care;

/// <summary>What holds for any set of sharing decisions; each case is drawn from a seed, so a failure can be repeated.</summary>
public class ConsentPropertyTests
{
    private static readonly string[] Agencies = ["camhs", "social-care", "school", "online"];
    private static readonly string[] Categories = ["identity", "safety-plan", "document"];
    private static readonly string[] Days = ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"];

    [Property(MaxTest = 400)]
    public void Stored_permissions_say_what_the_oracle_says_at_every_moment(int seed)
    {
        var decisions = Draw(new Random(seed));
        var permissions = ConsentRules.Permissions(decisions);

        foreach (var (agency, category, at) in Questions())
        {
            var stored = permissions.Any(each => each.Agency == agency && each.Category == category && each.From <= at && at < each.Until);
            Assert.Equal(ConsentRules.Decide(decisions, agency, category, at).Permitted, stored);
        }
    }

    [Property(MaxTest = 400)]
    public void The_order_of_decisions_and_of_provisions_changes_nothing(int seed)
    {
        var decisions = Draw(new Random(seed));
        var turned = Draw(new Random(seed), reversed: true).AsEnumerable().Reverse().ToList();

        Assert.Equal(ConsentRules.Permissions(decisions), ConsentRules.Permissions(turned));
    }

    [Property(MaxTest = 400)]
    public void A_refusal_added_anywhere_never_widens(int seed)
    {
        var random = new Random(seed);
        var decisions = Draw(random);
        var added = AConsent.Decision(Provision(random, 3, "deny", reversed: false), "z", basis: random.Next(2) == 0 ? "young-person-agrees" : "share-to-keep-safe");

        AssertNotWider(decisions, [.. decisions, added]);
    }

    [Property(MaxTest = 400)]
    public void A_refusal_added_inside_a_decision_never_widens_it(int seed)
    {
        var root = Provision(new Random(seed), 0, null, reversed: false);
        var inner = (IEnumerable<Dictionary<string, object>>)root.GetValueOrDefault("provision", Array.Empty<Dictionary<string, object>>());
        var deny = Provision(new Random(seed + 1), 3, "deny", reversed: false);
        var narrower = AConsent.With(root, "provision", inner.Append(deny).ToArray());

        AssertNotWider([AConsent.Decision(root)], [AConsent.Decision(narrower)]);
    }

    [Property(MaxTest = 200)]
    public void A_withdrawn_decision_leaves_what_the_others_give(int seed)
    {
        var decisions = Draw(new Random(seed)).Where(each => each.IsSafeguarding).ToList();
        var withdrawn = AConsent.Decision(Provision(new Random(seed + 1), 0, null, reversed: false), "w", status: "inactive");

        Assert.Equal(ConsentRules.Permissions(decisions), ConsentRules.Permissions([.. decisions, withdrawn]));
    }

    private static void AssertNotWider(List<SharingDecision> before, List<SharingDecision> after)
    {
        foreach (var (agency, category, at) in Questions())
        {
            Assert.False(
                ConsentRules.Decide(after, agency, category, at).Permitted && !ConsentRules.Decide(before, agency, category, at).Permitted,
                $"{agency} sees {category} at {at:O} only after a refusal was added");
        }
    }

    private static IEnumerable<(string Agency, string Category, DateTimeOffset At)> Questions() =>
        from agency in Agencies
        from category in Categories
        from month in Enumerable.Range(0, 6)
        select (agency, category, new DateTimeOffset(2025, 12, 20, 0, 0, 0, TimeSpan.Zero).AddMonths(month));

    private static List<SharingDecision> Draw(Random random, bool reversed = false) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(number => AConsent.Decision(
            Provision(random, 0, null, reversed),
            "c" + number,
            random.Next(5) == 0 ? "inactive" : "active",
            random.Next(4) == 0 ? "share-to-keep-safe" : "young-person-agrees"))];

    private static Dictionary<string, object> Provision(Random random, int depth, string? type, bool reversed)
    {
        var drawn = random.Next(3) == 0 ? "deny" : "permit";
        var agencies = Some(random, Agencies);
        var categories = Some(random, Categories);
        var from = random.Next(Days.Length);
        var bounded = random.Next(3) == 0;
        var inner = depth >= 3 ? [] : Enumerable.Range(0, random.Next(3)).Select(_ => Provision(random, depth + 1, null, reversed)).ToArray();
        var provision = AConsent.Root(type ?? drawn, agencies, categories, reversed ? [.. inner.Reverse()] : inner);
        return bounded ? AConsent.With(provision, "period", new { start = Days[from], end = Days[Math.Min(from + 1, 3)] }) : provision;
    }

    private static string[] Some(Random random, string[] all) => random.Next(3) == 0 ? [] : [.. all.Where(_ => random.Next(2) == 0)];
}
