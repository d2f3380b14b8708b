namespace Hub.Fhir.Care;

/// <summary>Decisions of one basis about one person, weighed together.</summary>
internal sealed class DecisionPool
{
    private readonly IReadOnlyList<(SharingDecision Decision, IReadOnlyList<ConsentRule> Rules)> _decisions;

    /// <summary>When any provision begins or ends, in order.</summary>
    private readonly List<DateTimeOffset> _moments;

    public DecisionPool(IEnumerable<SharingDecision> decisions)
    {
        _decisions = [.. decisions.Select(decision => (decision, ConsentRule.Of(decision.Root)))];
        _moments = [.. _decisions.SelectMany(each => each.Rules).SelectMany(rule => new[] { rule.From, rule.Until }).Distinct().Order()];
    }

    /// <summary>Every agency that some permission names.</summary>
    public IEnumerable<string> Agencies => _decisions
        .SelectMany(each => each.Rules)
        .Where(rule => rule.Permits)
        .SelectMany(rule => rule.Agencies ?? Enumerable.Empty<string>())
        .Distinct()
        .Order(StringComparer.Ordinal);

    /// <summary>The decision that permits, when one does and none refuses.</summary>
    public SharingDecision? Decide(string agency, string category, DateTimeOffset at, string purpose, List<string> reasons)
    {
        SharingDecision? permit = null;
        var refused = false;
        foreach (var (decision, rules) in _decisions)
        {
            var opinion = Opinion(decision, rules, agency, category, at, purpose);
            if (opinion is null)
            {
                continue;
            }

            reasons.Add($"Consent/{decision.Id} {(opinion.Value ? "permits" : "refuses")} {category} to {agency}.");
            refused |= !opinion.Value;
            permit ??= opinion.Value ? decision : null;
        }

        return refused ? null : permit;
    }

    /// <summary>
    /// The permissions over all of time: between two moments at which any provision begins or ends nothing changes,
    /// so each such stretch is decided once and equal neighbours are joined.
    /// </summary>
    public IEnumerable<Permission> Permissions(string agency, string category)
    {
        foreach (var (decision, rules) in _decisions)
        {
            DateTimeOffset? since = null;
            for (var i = 0; i < _moments.Count; i++)
            {
                var last = i == _moments.Count - 1;
                var open = !last && Gives(decision, rules, agency, category, _moments[i]);
                if (!open && since is { } from)
                {
                    yield return new Permission(agency, category, from, _moments[i], decision.Basis, decision.Id);
                }

                since = open ? since ?? _moments[i] : null;
            }
        }
    }

    private bool Gives(SharingDecision decision, IReadOnlyList<ConsentRule> rules, string agency, string category, DateTimeOffset at) =>
        Opinion(decision, rules, agency, category, at, ConsentRules.EverydayPurpose) == true
        && !_decisions.Any(other => Opinion(other.Decision, other.Rules, agency, category, at, ConsentRules.EverydayPurpose) == false);

    /// <summary>What one decision says: its deepest matching provisions, refusal first. Null when it says nothing.</summary>
    private static bool? Opinion(
        SharingDecision decision, IReadOnlyList<ConsentRule> rules, string agency, string category, DateTimeOffset at, string purpose)
    {
        var depth = -1;
        var permits = false;
        foreach (var rule in rules)
        {
            if (rule.Matches(agency, category, at, purpose))
            {
                permits = rule.Depth > depth ? rule.Permits : rule.Depth == depth ? permits && rule.Permits : permits;
                depth = Math.Max(depth, rule.Depth);
            }
        }

        // A decision never opens anything to the agency that wrote it down.
        return depth < 0 || (permits && decision.RecordedBy == agency) ? null : permits;
    }
}
