using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Interactions;

/// <summary>_list: what stands in a List (https://hl7.org/fhir/R4/search.html#list). The List is read as the caller may read it, and what it names of the type is searched for by its ids.</summary>
internal static class ListSearch
{
    public const string Parameter = "_list";

    /// <summary>No id looks like this.</summary>
    private const string Nothing = "_";

    public static bool IsAsked(FhirRequest request) => request.Query.Any(pair => pair.Key == Parameter);

    /// <summary>The same request with ids in place of Lists.</summary>
    public static async Task<FhirRequest> Resolve(FhirRequest request, string? type, CancellationToken cancellationToken)
    {
        var query = new List<KeyValuePair<string, string>>();
        foreach (var pair in request.Query)
        {
            query.Add(pair.Key == Parameter ? new("_id", await Items(pair.Value, type, request.Store, cancellationToken)) : pair);
        }

        return request with { Query = query };
    }

    private static async Task<string> Items(string lists, string? type, GuardedStore store, CancellationToken cancellationToken)
    {
        if (type is null)
        {
            throw new ProblemException(Problems.NotSupported, "_list is asked of one type, as in Goal?_list=42.");
        }

        var ids = new HashSet<string>();
        foreach (var list in lists.Split(','))
        {
            ids.UnionWith(await ItemsOf(list, type, store, cancellationToken));
        }

        return ids.Count <= SearchLimits.Values
            ? string.Join(',', ids.DefaultIfEmpty(Nothing))
            : throw new ProblemException(Problems.TooCostly, $"_list: a search goes through at most {SearchLimits.Values} items of Lists.");
    }

    private static async Task<List<string>> ItemsOf(string list, string type, GuardedStore store, CancellationToken cancellationToken)
    {
        var id = list.StartsWith("List/", StringComparison.Ordinal) ? list["List/".Length..] : list;
        if (id.StartsWith('$'))
        {
            throw new ProblemException(Problems.NotSupported, "_list: the hub keeps no current lists of its own, such as $current-problems. Name a List by its id.");
        }

        var row = await store.Read(new ResourceKey("List", id), cancellationToken);
        var items = new List<string>();
        foreach (var entry in JsonText.Of(row.Body).Root["entry"u8].Items)
        {
            if (entry["deleted"u8].Kind != JsonKind.True && References.Local(entry["item"u8], type) is { } item)
            {
                items.Add(item);
            }
        }

        return items;
    }
}
