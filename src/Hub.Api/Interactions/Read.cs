using Hub.Api.Http;
using Hub.Api.Store;

namespace Hub.Api.Interactions;

/// <summary>read: the current version of one resource (https://hl7.org/fhir/R4/http.html#read).</summary>
internal static class Read
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var part = Queries.Parse(request);
        var row = await request.Store.Read(Addresses.Key(request), cancellationToken);
        return Unchanged(request.Conditions, row)
            ? FhirAnswer.NotModified(row)
            : FhirAnswer.Read(row) with { Body = Subset.Of(row.Body, part) };
    }

    // If-None-Match goes before If-Modified-Since (RFC 9110 section 13.2.2); the latter knows whole seconds only.
    private static bool Unchanged(Conditions conditions, StoredResource row) => conditions switch
    {
        { IfNoneMatch: { } tags } => ETags.Matches(tags, row.Version),
        { IfModifiedSince: { } since } => row.LastUpdated.ToUnixTimeSeconds() <= since.ToUnixTimeSeconds(),
        _ => false,
    };
}
