using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>
/// What a search walks along: the narrowest index that one of its filters (or a hot pair of two) allows, chosen by kind and never
/// by an estimate. Everything else is a condition on each row met on the way.
/// </summary>
internal sealed record Driver(string From, string Key, IReadOnlyList<string> Conditions, IReadOnlyList<SearchFilter> Covered)
{
    private const string Alias = "d";

    /// <summary>True when rows come in the order of their keys and each key has few of them.</summary>
    public bool IsIndex => Key.StartsWith(Alias, StringComparison.Ordinal);

    public static Driver Of(Statement statement, SearchQuery query)
    {
        if (query.Type is { } type && !query.Filters.Any(filter => filter is TokenFilter { Parameter: FilterSql.Id, Negated: false }))
        {
            if (Pair(statement, type, query.Filters) is { } pair)
            {
                return pair;
            }

            if (query.Filters.Where(filter => Rank(filter) is not null).MinBy(Rank) is { } best)
            {
                return Index(statement, type, best);
            }
        }

        return new Driver("resource r", "r.resource_key", query.Type is null ? [] : [$"r.type = {statement.Values.Add(query.Type)}"], []);
    }

    /// <summary>The lower, the fewer rows one value of it usually has; null when it cannot lead.</summary>
    private static int? Rank(SearchFilter filter) => filter switch
    {
        { Negated: true } => null,
        TokenFilter { Modifier: Modifier.OfType } => 0,
        TokenFilter { Modifier: Modifier.None, Parameter: "identifier" } token when token.Values.All(value => value.Code is not null) => 0,
        ReferenceFilter { Modifier: Modifier.Identifier } => 1,
        ReferenceFilter { Parameter: "patient" or "subject" } => 2,
        UriFilter { Modifier: Modifier.None } => 3,
        StringFilter { Modifier: Modifier.Exact } => 3,
        StringFilter { Modifier: Modifier.None } text when text.Values.All(value => value.Normal.Length > 2) => 4,
        ReferenceFilter { Modifier: Modifier.None or Modifier.Type } => 5,
        DateFilter date when date.Parameter != FilterSql.LastUpdated && date.Values.All(value => value.Prefix == Prefix.Eq) => 6,
        TokenFilter { Modifier: Modifier.None } token when token.Parameter != FilterSql.Id && token.Values.All(value => value.Code is not null) => 7,
        _ => null,
    };

    private static Driver Index(Statement statement, string type, SearchFilter filter)
    {
        var value = ValueSql.Of(filter)!;
        return new Driver(
            Joined(statement, value.Table), $"{Alias}.resource_key",
            [statement.IsParameter(Alias, type, value.Code), value.Condition(statement, Alias)], [filter]);
    }

    private static Driver? Pair(Statement statement, string type, IReadOnlyList<SearchFilter> filters)
    {
        foreach (var pair in HotPairs.Of(type))
        {
            var reference = filters.OfType<ReferenceFilter>().FirstOrDefault(filter => filter.Parameter == pair.Reference && Leads(filter));
            var token = filters.OfType<TokenFilter>().FirstOrDefault(filter => filter.Parameter == pair.Token && Leads(filter));
            if (reference is not null && token is not null)
            {
                return Pair(statement, pair, reference, token);
            }
        }

        return null;
    }

    private static bool Leads(ReferenceFilter filter) =>
        filter is { Modifier: Modifier.None or Modifier.Type, Values: [{ Url: null, Id: not null, Type: not null, Version: null }] };

    private static bool Leads(TokenFilter filter) => filter is { Modifier: Modifier.None, Values: [{ Code: not null, Text: null }] };

    private static Driver Pair(Statement statement, HotPair pair, ReferenceFilter reference, TokenFilter token)
    {
        var conditions = new List<string>
        {
            $"{Alias}.pair = {statement.ParameterId(pair.Type, pair.Code)}",
            $"{Alias}.target_id = {statement.Values.Add(reference.Values[0].Id)}",
            $"{Alias}.target_type = {statement.Values.Add(reference.Values[0].Type)}",
            TokenSql.Condition(statement, Alias, token.Values[0]),
        };
        return new Driver(Joined(statement, "index_pair"), $"{Alias}.resource_key", conditions, [reference, token]);
    }

    private static string Joined(Statement statement, string table) =>
        $"{table} {Alias} {statement.Dialect.JoinInOrder} resource r ON r.resource_key = {Alias}.resource_key";
}
