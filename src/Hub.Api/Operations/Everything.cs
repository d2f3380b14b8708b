using Hub.Api.Http;
using Hub.Api.Interactions;
using Hub.Fhir.Care;
using Hub.Fhir.Search;

namespace Hub.Api.Operations;

/// <summary>$everything: the record of one person as far as the caller may see it, with the directory entries it names (https://hl7.org/fhir/R4/patient-operation-everything.html).</summary>
internal static class Everything
{
    public static readonly string[] Parameters = ["_count", "_since", "_type", "_cursor"];

    private const int UsualCount = 200;

    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        request = request with { Query = new Asked(request).Pairs() };
        var person = Addresses.Key(request);
        var query = SearchQuery(request).Within(person.Id);
        var result = await request.Store.Search(query, cancellationToken);
        if (result.Matches.Count == 0 && query.Cursor is null)
        {
            await request.Store.Read(person, cancellationToken);
        }

        var shown = result with { Included = [.. result.Included.Where(row => row.Category == ShareCategories.Directory)] };
        return FhirAnswer.Json(SearchsetBundle.Of(request.BaseUrl, $"{person}/$everything", query, shown, [], UrlQuery.Write(request.Query)));
    }

    /// <summary>The parameters of the operation as those of a search: _since is about when a resource was last changed.</summary>
    private static SearchQuery SearchQuery(FhirRequest request)
    {
        var asked = request.Query.Select(pair => pair.Key == "_since" ? new KeyValuePair<string, string>("_lastUpdated", $"ge{pair.Value}") : pair).ToList();
        asked.Add(new("_include", "*"));
        if (asked.All(pair => pair.Key != "_count"))
        {
            asked.Add(new("_count", $"{UsualCount}"));
        }

        return Queries.Parse(request with { Query = asked }, null, []);
    }
}
