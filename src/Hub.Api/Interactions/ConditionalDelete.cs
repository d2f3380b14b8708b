using Hub.Api.Access;
using Hub.Api.Http;

namespace Hub.Api.Interactions;

/// <summary>conditional delete: of the one resource that meets the criteria; none is no error, several are (https://hl7.org/fhir/R4/http.html#cdelete).</summary>
internal static class ConditionalDelete
{
    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
        => Writes.One(request, Make, cancellationToken);

    public static FhirAnswer Make(GuardedTransaction transaction, FhirRequest request)
    {
        var found = transaction.FindOne(Criteria.Parse(request, request.Query, "The address"));
        return FhirAnswer.Deleted(found is null
            ? null
            : transaction.Delete(found.Address, ETags.Version(request.Conditions.IfMatch)).Version);
    }
}
