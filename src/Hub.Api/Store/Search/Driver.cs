using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>
/// What a search walks along: the narrowest index that one of its filters (or a hot pair of two) allows, chosen by kind and never
/// by an estimate. Everything else is a condition on each row met on the way.
/// </summary>
internal sealed record Driver(string From, string Row, IReadOnlyList<string> Conditions, IReadOnlyList<SearchFilter> Covered)
{
    private const int MostReferences = 20;
    private const int MostRanges = 24;

    /// <summary>The key of the resource met, from the row that is walked along.</summary>
    public string Key => $"{Row}.resource_key";

    public string PersonKey => $"{Row}.person_key";

    /// <summary>
    /// True when the walk is along an index that may meet a resource any number of times. A pair is met once for each system of its
    /// code, one after the other: whoever reads the page leaves out the second.
    /// </summary>
    public bool MayRepeat => Covered.Count > 0 && !IsPair;

    public bool IsPair { get; private init; }

    /// <summary>What is walked along, where it is one index, without what each step leads to.</summary>
    public string Walked { get => field ?? From; private init; }

    /// <summary>True when the walk stays with one person or one record, so that what it meets is bounded by itself.</summary>
    public bool IsNarrow { get; private init; }

    public static Driver Of(Statement statement, string? type, IReadOnlyList<SearchFilter> filters, string? order = null)
    {
        if (type is not null && !filters.Any(IsOneRecord))
        {
            if (Pair(type, filters, order) is var (pair, reference, token))
            {
                return Pair(statement, pair, reference, token);
            }

            if (filters.Where(filter => Rank(filter) is not null).MinBy(Rank) is { } best)
            {
                return Along(statement, best, type, "r");
            }
        }

        return new Driver("resource r", "r", type is null ? [] : [$"r.type = {statement.Values.Add(type)}"], []) { IsNarrow = filters.Any(IsOneRecord) };
    }

    /// <summary>
    /// The same filters once for each place and code of a hot pair. Each such walk is one range of the index, which has the order of the
    /// last change already: so many of its first rows are enough, however many follow. All in one where there is no pair or too many ranges.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<SearchFilter>> Ranges(string? type, IReadOnlyList<SearchFilter> filters, string? order)
    {
        if (type is null || filters.Any(IsOneRecord) || Pair(type, filters, order) is not var (_, places, codes) || places.Values.Count * codes.Values.Count > MostRanges)
        {
            return [filters];
        }

        return [.. from place in places.Values.Distinct()
                   from code in codes.Values.Distinct()
                   select filters.Select(filter => ReferenceEquals(filter, places) ? places with { Values = [place] }
                       : ReferenceEquals(filter, codes) ? codes with { Values = [code] } : filter).ToList()];
    }

    /// <summary>The date that the search is sorted by, where a pair has its rows in that order. Such a pair leaves out what has no such date, so one must be asked for.</summary>
    public static string? Order(SearchQuery query) =>
        query is { Type: { } type, Sort: [{ Descending: false, Parameter: var by }] } && !query.Filters.Any(IsOneRecord)
        && query.Filters.Any(filter => filter is DateFilter && filter.Parameter == by) && Pair(type, query.Filters, by) is not null ? by : null;

    private static bool IsOneRecord(SearchFilter filter) => filter is CompartmentFilter or TokenFilter { Parameter: FilterSql.Id, Negated: false };

    /// <summary>Up to this rank, a filter matches what one person or one record has.</summary>
    private const int Personal = 2;

    /// <summary>The lower, the fewer rows one value of it usually has; null when it cannot lead.</summary>
    private static int? Rank(SearchFilter filter) => filter switch
    {
        { Negated: true } => null,
        ChainFilter { Targets: [var target] } => Rank(target.Filter) + 1,
        HasFilter has => Rank(has.Filter) + 2,
        TokenFilter { Modifier: Modifier.OfType } => 0,
        TokenFilter { Modifier: Modifier.None, Parameter: "identifier" } token when token.Values.All(value => value.Code is not null) => 0,
        ReferenceFilter { Modifier: Modifier.Identifier } => 1,
        ReferenceFilter { Parameter: "patient" or "subject" } => Personal,
        UriFilter { Modifier: Modifier.None } => 3,
        StringFilter { Modifier: Modifier.Exact } => 3,
        StringFilter { Modifier: Modifier.None } text when text.Values.All(value => value.Normal.Length > 2) => 4,
        ReferenceFilter { Modifier: Modifier.None or Modifier.Type } => 5,
        DateFilter date when date.Parameter != FilterSql.LastUpdated && date.Values.All(value => value.Prefix == Prefix.Eq) => 6,
        TokenFilter { Modifier: Modifier.None } token when token.Parameter != FilterSql.Id && token.Values.All(value => value.Code is not null) => 7,
        _ => null,
    };

    private static Driver Along(Statement statement, SearchFilter filter, string type, string row) => filter switch
    {
        ChainFilter chain => Chain(statement, chain, type, row),
        HasFilter has => Has(statement, has, type, row),
        _ => Index(statement, filter, type, row),
    };

    private static Driver Index(Statement statement, SearchFilter filter, string type, string row)
    {
        var value = ValueSql.Of(filter)!;
        var alias = statement.Lead();
        return new Driver(
            $"{value.Table} {alias} {Join(statement, $"resource {row}")} ON {Statement.Same(row, alias)}", alias,
            [statement.IsParameter(alias, type, value.Code), value.Condition(statement, alias)], [filter])
        {
            IsNarrow = Rank(filter) <= Personal,
            Walked = $"{value.Table} {alias}",
        };
    }

    /// <summary>From what is referred to back along the references to it.</summary>
    private static Driver Chain(Statement statement, ChainFilter filter, string type, string row)
    {
        var target = filter.Targets[0];
        var found = statement.Alias("t");
        var inner = Along(statement, target.Filter, target.Type, found);
        var link = statement.Lead();
        return new Driver(
            $"{inner.From} {Join(statement, $"index_reference {link}")} ON {link}.target_id = {found}.id AND {link}.target_type = {found}.type "
            + $"AND {statement.IsParameter(link, type, filter.Parameter)} {Join(statement, $"resource {row}")} ON {Statement.Same(row, link)}",
            link, [.. inner.Conditions, .. Seen(statement, found), $"{link}.url IS NULL"], [filter]);
    }

    /// <summary>From what refers on along its references.</summary>
    private static Driver Has(Statement statement, HasFilter filter, string type, string row)
    {
        var found = statement.Alias("t");
        var inner = Along(statement, filter.Filter, filter.Type, found);
        var link = statement.Lead();
        return new Driver(
            $"{inner.From} {Join(statement, $"index_reference {link}")} ON {Statement.Same(link, found)} "
            + $"AND {statement.IsParameter(link, filter.Type, filter.Reference)} {statement.Target(link, row)}",
            row,
            [.. inner.Conditions, .. Seen(statement, found), $"{link}.url IS NULL", $"{row}.type = {statement.Values.Add(type)}"], [filter]);
    }

    private static (HotPair Pair, ReferenceFilter Reference, TokenFilter Token)? Pair(string type, IReadOnlyList<SearchFilter> filters, string? order)
    {
        foreach (var pair in HotPairs.Of(type).Where(pair => pair.By == order && pair.While?.Covers(filters) != false))
        {
            var reference = filters.OfType<ReferenceFilter>().FirstOrDefault(filter => pair.IsAbout(filter) && Leads(filter));
            var token = filters.OfType<TokenFilter>().FirstOrDefault(filter => filter.Parameter == pair.Token && Leads(filter));
            if (reference is not null && token is not null)
            {
                return (pair, reference, token);
            }
        }

        return null;
    }

    private static bool Leads(ReferenceFilter filter) =>
        filter is { Modifier: Modifier.None or Modifier.Type, Values.Count: <= MostReferences }
        && filter.Values.All(value => value is { Url: null, Id: not null, Type: not null, Version: null });

    private static bool Leads(TokenFilter filter) => filter is { Modifier: Modifier.None } && filter.Values.All(value => value is { Code: not null, Text: null });

    private static Driver Pair(Statement statement, HotPair pair, ReferenceFilter reference, TokenFilter token)
    {
        var alias = statement.Lead();
        var conditions = new List<string>
        {
            $"{alias}.pair = {statement.ParameterId(pair.Type, pair.Code)}",
            "(" + string.Join(" OR ", token.Values.Select(value => TokenSql.Of(pair.Token)(statement, alias, value))) + ")",
        };
        conditions.AddRange(Targets(statement, alias, [.. reference.Values.Select(value => (value.Type!, value.Id!))]));
        return new Driver(
            $"index_pair {alias} {Join(statement, "resource r")} ON {Statement.Same("r", alias)}", alias,
            conditions, [reference, token])
        {
            IsPair = true,
            Walked = $"index_pair {alias}",
            IsNarrow = pair.Reference == "subject",
        };
    }

    /// <summary>An agency and its services are one desk: each is a place in the index, and types and ids belong together.</summary>
    private static IEnumerable<string> Targets(Statement statement, string alias, IReadOnlyList<(string Type, string Id)> places)
    {
        var added = places.Select(place => (Type: statement.Values.Add(place.Type), Id: statement.Values.Add(place.Id))).ToList();
        yield return $"{alias}.target_id IN ({string.Join(", ", added.Select(place => place.Id))})";
        yield return $"{alias}.target_type IN ({string.Join(", ", added.Select(place => place.Type))})";
        if (added.Count > 1)
        {
            yield return "(" + string.Join(" OR ", added.Select(place => $"({alias}.target_id = {place.Id} AND {alias}.target_type = {place.Type})")) + ")";
        }
    }

    private static string[] Seen(Statement statement, string row) => [$"{row}.deleted = 0", statement.Permits(row)];

    private static string Join(Statement statement, string table) => $"{statement.Dialect.JoinInOrder} {table}";
}
