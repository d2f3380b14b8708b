using Hub.Api.Http;

namespace Hub.Api.Interactions;

/// <summary>vread: one version of one resource (https://hl7.org/fhir/R4/http.html#vread).</summary>
internal static class Vread
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
        => FhirAnswer.Read(await request.Store.Vread(Addresses.Key(request), Addresses.Version(request), cancellationToken));
}
