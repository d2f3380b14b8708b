using System.Text.Json;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Http;

/// <summary>A page of a search as a Bundle, stitched from the bytes of its rows (https://hl7.org/fhir/R4/bundle.html#searchset).</summary>
internal static class SearchsetBundle
{
    /// <summary>About how many bytes an entry has around its resource: too few, and all is copied once more; too many, and they are cleared for nothing.</summary>
    private const int Around = 144;

    private static readonly JsonEncodedText Match = JsonEncodedText.Encode("match");
    private static readonly JsonEncodedText Include = JsonEncodedText.Encode("include");
    private static readonly JsonEncodedText Outcome = JsonEncodedText.Encode("outcome");

    public static ReadOnlyMemory<byte> Of(string baseUrl, string path, SearchQuery query, SearchResult result, IReadOnlyList<Issue> remarks, string? asked = null)
        => BundleText.Write("searchset", result.Total, bundle =>
        {
            Links(bundle, $"{baseUrl}/{path}".TrimEnd('/'), asked ?? query.Self(), result);
            bundle.Entries(result.Matches.Count + result.Included.Count + Math.Min(1, remarks.Count), () =>
            {
                Entries(bundle, baseUrl, result.Matches, Match, row => Subset.Of(row.Body, query));
                Entries(bundle, baseUrl, result.Included, Include, row => row.Body);
                Remarks(bundle, remarks);
            });
        }, result.Matches.Concat(result.Included).Sum(row => row.Body.Length + Around));

    private static void Links(BundleText bundle, string address, string self, SearchResult result)
    {
        bundle.Link("self", Address(address, self));
        if (result.NextCursor is { } cursor)
        {
            bundle.Link("next", Address(address, WithCursor(self, cursor)));
        }
    }

    private static string Address(string address, string query) => query.Length == 0 ? address : $"{address}?{query}";

    private static string WithCursor(string query, string cursor)
    {
        var others = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !part.StartsWith("_cursor=", StringComparison.Ordinal));
        return string.Join('&', [.. others, $"_cursor={Uri.EscapeDataString(cursor)}"]);
    }

    private static void Entries(BundleText bundle, string baseUrl, IReadOnlyList<StoredResource> rows, JsonEncodedText mode, Func<StoredResource, ReadOnlyMemory<byte>> body)
    {
        foreach (var row in rows)
        {
            bundle.Found($"{baseUrl}/{row.Address}", body(row), mode);
        }
    }

    private static void Remarks(BundleText bundle, IReadOnlyList<Issue> remarks)
    {
        if (remarks.Count > 0)
        {
            bundle.Found(null, OutcomeText.Of(remarks), Outcome);
        }
    }
}
