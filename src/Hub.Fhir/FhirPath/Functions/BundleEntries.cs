using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>Resolves a reference inside of the Bundle that an element stands in (http://hl7.org/fhir/R4/bundle.html#references).</summary>
internal static class BundleEntries
{
    public static FhirElement Find(string reference, FhirElement origin)
    {
        if (!origin.Exists || origin.Value.Source is not { } text || !text.Root["resourceType"u8].TextEquals("Bundle"u8))
        {
            return default;
        }

        var absolute = ReferenceIsAbsolute(reference) ? reference : BaseOf(text.Root, origin) + reference;
        foreach (var entry in text.Root["entry"u8].Items)
        {
            if (entry["fullUrl"u8] is { Exists: true } url && (url.Text == absolute || url.Text == reference))
            {
                return FhirElement.OfResource(entry["resource"u8]);
            }
        }

        return ReferenceIsAbsolute(reference) ? default : ByTypeAndId(text.Root, reference);
    }

    private static bool ReferenceIsAbsolute(string reference) => reference.Contains(':', StringComparison.Ordinal);

    // A relative reference hangs on the base of its own entry's fullUrl.
    private static string BaseOf(JsonValue bundle, FhirElement origin)
    {
        foreach (var entry in bundle["entry"u8].Items)
        {
            if (entry["resource"u8] == origin.RootResource.Value)
            {
                var url = entry["fullUrl"u8].Text;
                var cut = url.LastIndexOf('/');
                cut = cut > 0 ? url.LastIndexOf('/', cut - 1) : -1;
                return cut < 0 ? "" : url[..(cut + 1)];
            }
        }

        return "";
    }

    private static FhirElement ByTypeAndId(JsonValue bundle, string reference)
    {
        foreach (var entry in bundle["entry"u8].Items)
        {
            var resource = entry["resource"u8];
            if (!entry["fullUrl"u8].Exists && $"{resource["resourceType"u8].Text}/{resource["id"u8].Text}" == reference)
            {
                return FhirElement.OfResource(resource);
            }
        }

        return default;
    }
}
