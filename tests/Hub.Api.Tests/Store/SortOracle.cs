using Hub.Fhir.Search;

namespace Hub.Api.Tests.Store;

/// <summary>Whether resources stand in the order that _sort asks for: least value first, or greatest first; without a value last.</summary>
internal static class SortOracle
{
    public static bool IsSorted(SearchQuery query, IReadOnlyList<SearchSubject> found) =>
        found.Zip(found.Skip(1)).All(pair => InOrder(query, pair.First, pair.Second));

    private static bool InOrder(SearchQuery query, SearchSubject first, SearchSubject second)
    {
        foreach (var key in query.Sort)
        {
            var (one, two) = (Value(first, key), Value(second, key));
            if (one is null || two is null)
            {
                if (one is not null || two is not null)
                {
                    return two is null;
                }

                continue;
            }

            var order = one is string text ? string.CompareOrdinal(text, (string)two) : Comparer<object>.Default.Compare(one, two);
            if (order != 0)
            {
                return key.Descending ? order > 0 : order < 0;
            }
        }

        return true;
    }

    private static object? Value(SearchSubject subject, SortKey key)
    {
        var values = key.Parameter switch
        {
            "_id" => [subject.Id],
            "_lastUpdated" => [subject.LastUpdated],
            _ => subject.Values.Where(value => value.Parameter == key.Parameter).Select(value => Value(value, key.Descending)).OfType<object>().ToList(),
        };
        var ordered = values.Order(Comparer<object>.Create((one, two) =>
            one is string text ? string.CompareOrdinal(text, (string)two) : Comparer<object>.Default.Compare(one, two))).ToList();
        return key.Descending ? ordered.LastOrDefault() : ordered.FirstOrDefault();
    }

    private static object? Value(SearchValue value, bool greatest) => value switch
    {
        DateValue date => greatest ? date.High : date.Low,
        QuantityValue quantity => greatest ? quantity.High : quantity.Low,
        NumberValue number => greatest ? number.High : number.Low,
        TokenValue token => token.Code,
        ReferenceValue reference => reference.Id ?? reference.Url,
        UriValue uri => uri.Uri,
        StringValue text => text.Normal,
        _ => null,
    };
}
