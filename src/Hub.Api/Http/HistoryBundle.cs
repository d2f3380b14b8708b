using System.Text.Json;
using Hub.Api.Store;

namespace Hub.Api.Http;

/// <summary>Versions as a Bundle of type history: what was done, when, and what came of it (https://hl7.org/fhir/R4/bundle.html#history).</summary>
internal static class HistoryBundle
{
    public static ReadOnlyMemory<byte> Of(string baseUrl, string path, IReadOnlyList<StoredResource> versions, long? total, string query, string? next)
        => BundleText.Write("history", total, bundle =>
        {
            bundle.Link("self", Address($"{baseUrl}/{path}", query));
            if (next is not null)
            {
                bundle.Link("next", Address($"{baseUrl}/{path}", next));
            }

            bundle.Entries(versions.Count, () =>
            {
                foreach (var version in versions)
                {
                    bundle.Entry(json => Entry(json, baseUrl, version));
                }
            });
        });

    private static string Address(string address, string query) => query.Length == 0 ? address : $"{address}?{query}";

    private static void Entry(Utf8JsonWriter json, string baseUrl, StoredResource version)
    {
        json.WriteString("fullUrl", $"{baseUrl}/{version.Address}");
        if (!version.Deleted)
        {
            BundleText.Resource(json, version.Body);
        }

        json.WriteStartObject("request");
        json.WriteString("method", version.Method);
        json.WriteString("url", version.Method == "POST" ? version.Type : version.Address.ToString());
        json.WriteEndObject();
        json.WriteStartObject("response");
        json.WriteString("status", Status(version));
        json.WriteString("etag", ETags.Of(version.Version));
        json.WriteString("lastModified", Instants.Text(version.LastUpdated));
        json.WriteEndObject();
    }

    private static string Status(StoredResource version) => version switch
    {
        { Deleted: true } => "204 No Content",
        { Version: 1 } => "201 Created",
        _ => "200 OK",
    };
}
