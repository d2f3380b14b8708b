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
        return Answer(row.Body) with { Version = row.Version, LastModified = row.LastUpdated };
    }

    /// <summary>The meta of a resource.</summary>
    public static FhirAnswer Answer(ReadOnlyMemory<byte> resource)
        => ParametersText.Answer(parameters => parameters.Add("return", "Meta", JsonText.Of(resource).Root["meta"u8].Raw));
}
