using Hub.Api.Http;
using Hub.Api.Interactions;
using Hub.Fhir.Json;

namespace Hub.Api.Operations;

/// <summary>$meta: version, profiles, labels and tags of one resource (https://hl7.org/fhir/R4/resource-operation-meta.html).</summary>
internal static class Meta
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var row = await request.Store.Read(Addresses.Key(request), cancellationToken);
        var answer = ParametersText.Answer(parameters => parameters.Add("return", "Meta", JsonText.Of(row.Body).Root["meta"u8].Raw));
        return answer with { Version = row.Version, LastModified = row.LastUpdated };
    }
}
