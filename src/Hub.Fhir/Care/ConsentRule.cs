using Hub.Fhir.Json;

namespace Hub.Fhir.Care;

/// <summary>
/// One provision of a Consent at any depth, with everything its ancestors demand folded in
/// (http://hl7.org/fhir/R4/consent-definitions.html#Consent.provision): null sets mean "any".
/// </summary>
internal sealed record ConsentRule(
    int Depth,
    bool Permits,
    DateTimeOffset From,
    DateTimeOffset Until,
    IReadOnlySet<string>? Agencies,
    IReadOnlySet<string>? Categories,
    IReadOnlySet<string>? Purposes)
{
    /// <summary>
    /// A permit must name the agency and the category, a deny need not: what is left out of a permit is not given,
    /// what is left out of a deny is denied to all.
    /// </summary>
    public bool Matches(string agency, string category, DateTimeOffset at, string purpose) =>
        From <= at && at < Until
        && (Agencies?.Contains(agency) ?? !Permits)
        && (Categories?.Contains(category) ?? !Permits)
        && (Purposes?.Contains(purpose) ?? true);

    /// <summary>Every provision of the Consent, flat.</summary>
    public static IReadOnlyList<ConsentRule> Of(JsonValue consent)
    {
        var rules = new List<ConsentRule>();
        var everything = new Reach(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null, null, null, IsClear: true);
        if (consent["provision"].Exists)
        {
            Collect(consent["provision"], 0, everything, rules);
        }

        return rules;
    }

    private static void Collect(JsonValue provision, int depth, Reach outer, List<ConsentRule> rules)
    {
        // A nested provision without a type is not valid FHIR; it is read as a refusal.
        var type = provision["type"].TextOf() ?? (depth == 0 ? null : "deny");
        var permits = type == "permit";
        var reach = outer.Within(ProvisionReach.Of(provision, permits));
        if (type is not null && (!permits || reach.IsClear))
        {
            rules.Add(new ConsentRule(depth, permits, reach.From, reach.Until, reach.Agencies, reach.Categories, reach.Purposes));
        }

        foreach (var inner in provision["provision"].Each())
        {
            Collect(inner, depth + 1, reach, rules);
        }
    }
}

/// <summary>What a provision is about. Not clear: it names something the hub cannot yet tell apart, so it may refuse but never permit.</summary>
internal sealed record Reach(
    DateTimeOffset From,
    DateTimeOffset Until,
    IReadOnlySet<string>? Agencies,
    IReadOnlySet<string>? Categories,
    IReadOnlySet<string>? Purposes,
    bool IsClear)
{
    public Reach Within(Reach inner) => new(
        From > inner.From ? From : inner.From,
        Until < inner.Until ? Until : inner.Until,
        Both(Agencies, inner.Agencies),
        Both(Categories, inner.Categories),
        Both(Purposes, inner.Purposes),
        IsClear && inner.IsClear);

    private static IReadOnlySet<string>? Both(IReadOnlySet<string>? outer, IReadOnlySet<string>? inner) =>
        outer is null ? inner : inner is null ? outer : outer.Where(inner.Contains).ToHashSet();
}
