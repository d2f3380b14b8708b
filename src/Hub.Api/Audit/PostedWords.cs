using Hub.Fhir.Search;
using Hub.Fhir.Validation;

namespace Hub.Api.Audit;

/// <summary>
/// By what an AuditEvent that a partner posted is found: what its search parameters say of it, as words between spaces. They stand where
/// the query of a look stands, since what was posted has none.
/// </summary>
internal static class PostedWords
{
    private static readonly string[] Parameters = ["agent", "entity", "outcome", "subtype", "type"];

    public static string Of(ValidResource resource) =>
        string.Concat(SearchIndex.Extract(resource).Where(value => Parameters.Contains(value.Parameter)).SelectMany(Words).Distinct()) + " ";

    /// <summary>The words that a search for one of these looks for.</summary>
    public static IReadOnlyList<string> Asked(TokenFilter filter) => [.. filter.Values.Select(value => Word(filter.Parameter, value.Code ?? "") + " ")];

    public static IReadOnlyList<string> Asked(ReferenceFilter filter) =>
        [.. filter.Values.Select(value => Word(filter.Parameter, value.Url ?? (value.Type is null ? value.Id : $"{value.Type}/{value.Id}") ?? "") + " ")];

    private static IEnumerable<string> Words(SearchValue value) => value switch
    {
        TokenValue { Code: { } code } => [Word(value.Parameter, code)],
        ReferenceValue { Url: { } url } => [Word(value.Parameter, url)],
        ReferenceValue { Id: { } id } reference => [Word(value.Parameter, $"{reference.Type}/{id}"), Word(value.Parameter, id)],
        _ => [],
    };

    private static string Word(string parameter, string value) => $" {parameter}={Uri.EscapeDataString(value)}";
}
