using System.Globalization;
using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Api.Interactions;

/// <summary>The id and version in an address (https://hl7.org/fhir/R4/datatypes.html#id).</summary>
internal static class Addresses
{
    /// <summary>The resource an address means; what cannot be an id is not found.</summary>
    public static ResourceKey Key(FhirRequest request)
        => FhirId.IsId(request.Id) ? new ResourceKey(request.Type, request.Id) : throw new ProblemException(Problems.NotFound);

    public static int Version(FhirRequest request)
        => int.TryParse(request.VersionId, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new ProblemException(Problems.NotFound, "There is no such version. GET [type]/[id]/_history lists them.");
}
