using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>Uri: equal, begins with it, or is what it begins with (https://hl7.org/fhir/R4/search.html#uri).</summary>
internal static class UriSql
{
    public static Func<Statement, string, string, string> Of(Modifier modifier) => modifier switch
    {
        Modifier.Below => Below,
        Modifier.Above => Above,
        _ => (statement, alias, uri) => $"{alias}.uri = {statement.Values.Add(IndexText.Key(uri))}",
    };

    // A URN has nothing above or below it.
    private static string Below(Statement statement, string alias, string uri)
    {
        var column = statement.Range(alias, "uri");
        var below = StringSql.StartsWith(statement, column, uri);
        return UriSearch.IsUrn(uri) ? "1 = 0" : $"({below} AND NOT {StringSql.StartsWith(statement, column, "urn:")})";
    }

    private static string Above(Statement statement, string alias, string uri) => UriSearch.IsUrn(uri)
        ? "1 = 0"
        : $"{alias}.uri IN ({string.Join(", ", UriSearch.Ancestors(uri).Select(ancestor => statement.Values.Add(IndexText.Key(ancestor))))})";
}
