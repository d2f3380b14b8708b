namespace Hub.Fhir.Care;

/// <summary>
/// What the sharing decisions of one person, taken together, permit. Within one decision the deeper provision beats the
/// shallower and a refusal beats a permission of equal depth; among decisions of the same basis a refusal beats a permission;
/// sharing to keep someone safe stands beside agreement and is not undone by it. What nothing permits is refused.
/// </summary>
public static class ConsentRules
{
    public const string EverydayPurpose = "TREAT";

    /// <summary>Every permission in force at some time, ready to be stored as grants; ordered, so equal input gives equal output.</summary>
    public static IReadOnlyList<Permission> Permissions(IEnumerable<SharingDecision> decisionsOfOnePerson)
    {
        var permissions = new List<Permission>();
        foreach (var pool in Pools(decisionsOfOnePerson))
        {
            foreach (var agency in pool.Agencies)
            {
                permissions.AddRange(ShareCategories.Shareable.SelectMany(category => pool.Permissions(agency, category)));
            }
        }

        return permissions;
    }

    /// <summary>May this agency see this category at this moment, and why: the oracle that stored grants are held to.</summary>
    public static Decision Decide(
        IEnumerable<SharingDecision> decisionsOfOnePerson, string agency, string category, DateTimeOffset at, string purpose = EverydayPurpose) =>
        Decide(Pools(decisionsOfOnePerson), agency, category, at, purpose);

    /// <summary>Which of these categories no decision opens to the agency at this moment: what a refusal must name.</summary>
    public static IReadOnlyList<string> Missing(
        IEnumerable<SharingDecision> decisionsOfOnePerson, string agency, IEnumerable<string> categories, DateTimeOffset at)
    {
        var pools = Pools(decisionsOfOnePerson).ToList();
        return [.. categories.Where(category => !Decide(pools, agency, category, at, EverydayPurpose).Permitted)];
    }

    private static Decision Decide(IEnumerable<DecisionPool> pools, string agency, string category, DateTimeOffset at, string purpose)
    {
        var reasons = new List<string>();
        foreach (var pool in pools)
        {
            if (pool.Decide(agency, category, at, purpose, reasons) is { } permit)
            {
                return new Decision(true, permit.Basis, permit.Id, reasons);
            }
        }

        if (reasons.Count == 0)
        {
            reasons.Add($"No sharing decision in force names {agency} for {category}.");
        }

        return new Decision(false, null, null, reasons);
    }

    private static IEnumerable<DecisionPool> Pools(IEnumerable<SharingDecision> decisions) =>
        decisions.Where(decision => decision.IsInForce)
            .OrderBy(decision => decision.Id, StringComparer.Ordinal)
            .GroupBy(decision => decision.Basis)
            .OrderBy(pool => pool.Key, StringComparer.Ordinal)
            .Select(pool => new DecisionPool(pool));
}
