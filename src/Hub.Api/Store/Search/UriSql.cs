using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>Uri: equal, below or above at the end of a segment (https://hl7.org/fhir/R4/search.html#uri).</summary>
internal static class UriSql
{
    public static Func<Statement, string, string, string> Of(Modifier modifier) => modifier switch
    {
        Modifier.Below => Below,
        Modifier.Above => Above,
        _ => (statement, alias, uri) => $"{alias}.uri = {statement.Values.Add(IndexText.Key(uri))}",
    };

    private static string Below(Statement statement, string alias, string uri) =>
        $"({alias}.uri = {statement.Values.Add(IndexText.Key(uri))} OR {StringSql.StartsWith(statement.Values, statement.Range(alias, "uri"), uri.TrimEnd('/') + "/")})";

    private static string Above(Statement statement, string alias, string uri) =>
        $"{alias}.uri IN ({string.Join(", ", Ancestors(uri).Select(ancestor => statement.Values.Add(IndexText.Key(ancestor))))})";

    private static IEnumerable<string> Ancestors(string uri)
    {
        yield return uri;
        for (var end = uri.LastIndexOf('/'); end > 0; end = uri.LastIndexOf('/', end - 1))
        {
            yield return uri[..end];
            yield return uri[..(end + 1)];
        }
    }
}
