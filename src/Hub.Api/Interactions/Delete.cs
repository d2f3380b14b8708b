using Hub.Api.Access;
using Hub.Api.Http;

namespace Hub.Api.Interactions;

/// <summary>delete: a tombstone; earlier versions stay readable (https://hl7.org/fhir/R4/http.html#delete).</summary>
internal static class Delete
{
    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
        => Writes.One(request, Make, cancellationToken);

    public static FhirAnswer Make(GuardedTransaction transaction, FhirRequest request)
        => FhirAnswer.Deleted(transaction.Delete(Addresses.Key(request), ETags.Version(request.Conditions.IfMatch))?.Version);
}
