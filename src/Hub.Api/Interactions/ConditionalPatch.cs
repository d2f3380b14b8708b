using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Interactions;

/// <summary>conditional patch: of the one resource that meets the criteria (https://hl7.org/fhir/R4/http.html#patch).</summary>
internal static class ConditionalPatch
{
    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
        => Writes.One(request, Make, cancellationToken);

    public static FhirAnswer Make(GuardedTransaction transaction, FhirRequest request)
    {
        var found = transaction.FindOne(Criteria.Parse(request, request.Query, "The address"))
            ?? throw new ProblemException(Problems.NotFound, "Nothing that you may see meets the criteria.");
        return Patch.Make(transaction, request with { Id = found.Id });
    }
}
