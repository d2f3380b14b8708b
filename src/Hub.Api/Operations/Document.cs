using Hub.Api.Http;
using Hub.Api.Interactions;
using Hub.Api.Store;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Operations;

/// <summary>
/// $document: a Composition and what it refers to, as one Bundle of type document (https://hl7.org/fhir/R4/composition-operation-document.html).
/// What the caller may not see is not in it; its reference stays as it stands.
/// </summary>
internal static class Document
{
    public static readonly string[] Parameters = ["persist"];

    private const int AtOnce = 100;

    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var persist = new Asked(request).IsTrue("persist");
        if (persist && request.Method == "GET")
        {
            throw new ProblemException(Problems.InvalidParameter, "persist=true keeps the document: send it by POST.");
        }

        var composition = await request.Store.Read(Addresses.Key(request), cancellationToken);
        var parts = await Parts(composition, request, cancellationToken);
        var bundle = Write(composition, parts, request);
        return persist ? await Keep(bundle, request, cancellationToken) : FhirAnswer.Json(bundle);
    }

    private static async Task<IReadOnlyList<StoredResource>> Parts(StoredResource composition, FhirRequest request, CancellationToken cancellationToken)
    {
        var keys = new List<ResourceKey>();
        Collect(JsonText.Of(composition.Body).Root, $"{request.BaseUrl}/", keys);
        var found = new Dictionary<ResourceKey, StoredResource>();
        foreach (var (type, ids) in keys.Where(key => key != composition.Address).Distinct().GroupBy(key => key.Type, key => key.Id).Select(group => (group.Key, group.ToList())))
        {
            foreach (var some in ids.Chunk(AtOnce))
            {
                var result = await request.Store.Search(ById(type, some), cancellationToken);
                result.Matches.ToList().ForEach(row => found[row.Address] = row);
            }
        }

        return [.. keys.Distinct().Where(found.ContainsKey).Select(key => found[key])];
    }

    private static SearchQuery ById(string type, string[] ids)
        => SearchQuery.Parse(type, [new("_id", string.Join(',', ids)), new("_count", $"{AtOnce}")], lenient: false, []);

    /// <summary>The resources of the hub that are referred to, in the order in which they are named.</summary>
    private static void Collect(JsonValue value, string baseUrl, List<ResourceKey> keys)
    {
        foreach (var property in value.Properties)
        {
            if (property.NameEquals("reference"u8) && property.Value.Kind == JsonKind.String)
            {
                Collect(property.Value.Text, baseUrl, keys);
            }

            Collect(property.Value, baseUrl, keys);
        }

        foreach (var item in value.Items)
        {
            Collect(item, baseUrl, keys);
        }
    }

    private static void Collect(string reference, string baseUrl, List<ResourceKey> keys)
    {
        var local = reference.StartsWith(baseUrl, StringComparison.Ordinal) ? reference[baseUrl.Length..] : reference;
        var parts = local.Split('/');
        if (parts.Length is 2 or 4 && HubTypes.Stored.Contains(parts[0]) && Hub.Fhir.Types.FhirId.IsId(parts[1]))
        {
            keys.Add(new ResourceKey(parts[0], parts[1]));
        }
    }

    private static ReadOnlyMemory<byte> Write(StoredResource composition, IReadOnlyList<StoredResource> parts, FhirRequest request)
        => BundleText.Write("document", null, bundle =>
        {
            bundle.Identify($"urn:uuid:{request.Store.NewId()}", request.Store.Now);
            bundle.Entries(parts.Count + 1, () =>
            {
                Entry(bundle, composition, request);
                foreach (var part in parts)
                {
                    Entry(bundle, part, request);
                }
            });
        });

    private static void Entry(BundleText bundle, StoredResource row, FhirRequest request) => bundle.Entry(json =>
    {
        json.WriteString("fullUrl", $"{request.BaseUrl}/{row.Address}");
        BundleText.Resource(json, row.Body);
    });

    private static async Task<FhirAnswer> Keep(ReadOnlyMemory<byte> bundle, FhirRequest request, CancellationToken cancellationToken)
    {
        var text = JsonText.Of(bundle);
        var resource = FhirBody.Resource(text);
        return await Writes.One(
            request with { Type = "Bundle", Id = "", Body = text, Resource = resource, MayRepeat = false }, Create.Make, cancellationToken);
    }
}
