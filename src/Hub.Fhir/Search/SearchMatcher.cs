namespace Hub.Fhir.Search;

/// <summary>A resource as a search sees it.</summary>
public sealed record SearchSubject(string Type, string Id, DateTimeOffset LastUpdated, IReadOnlyList<SearchValue> Values);

/// <summary>
/// Decides by definition, one resource at a time, whether a search finds it. It is what the store's SQL is held against in tests;
/// <paramref name="all"/> is where chains lead to.
/// </summary>
public sealed class SearchMatcher(IReadOnlyCollection<SearchSubject> all, DateTimeOffset now)
{
    public IEnumerable<SearchSubject> Find(SearchQuery query) => all.Where(subject => Matches(query, subject));

    public bool Matches(SearchQuery query, SearchSubject subject) =>
        (query.Type is null || query.Type == subject.Type) && query.Filters.All(filter => Matches(filter, subject));

    public bool Matches(SearchFilter filter, SearchSubject subject)
    {
        switch (filter)
        {
            case MissingFilter missing:
                return missing.Missing != Values(filter, subject).Any();
            case ChainFilter chain:
                return Values(filter, subject).OfType<ReferenceValue>().Any(value => chain.Targets.Any(target => Leads(value, target)));
            case HasFilter has:
                return all.Any(other => other.Type == has.Type && Refers(other, has.Reference, subject) && Matches(has.Filter, other));
            default:
                return filter.Negated != Values(filter, subject).Any(value => Matches(filter, value));
        }
    }

    private static IEnumerable<SearchValue> Values(SearchFilter filter, SearchSubject subject)
    {
        var name = filter.Modifier == Modifier.OfType ? filter.Parameter + TokenSearch.OfTypeSuffix : filter.Parameter;
        return name switch
        {
            "_id" => [new TokenValue("_id", null, subject.Id, null)],
            "_lastUpdated" => [new DateValue("_lastUpdated", subject.LastUpdated, subject.LastUpdated.AddTicks(1))],
            _ => subject.Values.Where(value => value.Parameter == name),
        };
    }

    private bool Matches(SearchFilter filter, SearchValue value) => (filter, value) switch
    {
        (TokenFilter tokens, TokenValue token) => tokens.Values.Any(one => TokenSearch.Matches(one, token, filter.Modifier)),
        (StringFilter strings, StringValue text) => strings.Values.Any(one => StringSearch.Matches(one, text, filter.Modifier)),
        (ReferenceFilter references, ReferenceValue reference) => references.Values.Any(one => ReferenceSearch.Matches(one, reference, filter.Modifier)),
        (DateFilter dates, DateValue date) => dates.Values.Any(one => one.Matches(date.Low, date.High, now)),
        (NumberFilter numbers, NumberValue number) => numbers.Values.Any(one => one.Matches(number.Low, number.High)),
        (QuantityFilter quantities, QuantityValue quantity) => quantities.Values.Any(one => QuantitySearch.Matches(one, quantity)),
        (UriFilter uris, UriValue uri) => uris.Values.Any(one => UriSearch.Matches(one, uri.Uri, filter.Modifier)),
        (CompositeFilter composites, CompositeValue composite) => composites.Values.Any(one => Matches(one, composite)),
        _ => false,
    };

    private bool Matches(CompositeOperand operand, CompositeValue value) =>
        operand.Parts.Select((part, index) => Matches(part, value.Parts[index])).All(matches => matches);

    private bool Leads(ReferenceValue value, ChainTarget target) =>
        value is { Url: null, Id: not null } && value.Type == target.Type
        && all.Any(other => other.Type == target.Type && other.Id == value.Id && Matches(target.Filter, other));

    private static bool Refers(SearchSubject from, string parameter, SearchSubject to) => from.Values.Any(value =>
        value is ReferenceValue { Url: null } reference && value.Parameter == parameter && reference.Type == to.Type && reference.Id == to.Id);
}
