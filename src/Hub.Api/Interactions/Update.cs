using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Api.Interactions;

/// <summary>update: a new version under an id (https://hl7.org/fhir/R4/http.html#update); under a free id, the first one (decision 0301).</summary>
internal static class Update
{
    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
        => Writes.One(request, Make, cancellationToken);

    public static FhirAnswer Make(GuardedTransaction transaction, FhirRequest request)
    {
        Check(request);
        var row = transaction.Update(request.RequireResource(), request.Id, ETags.Version(request.Conditions.IfMatch));
        return FhirAnswer.Written(row.Version == 1 ? StatusCodes.Status201Created : StatusCodes.Status200OK, row);
    }

    private static void Check(FhirRequest request)
    {
        if (!FhirId.IsId(request.Id))
        {
            throw new ProblemException(Problems.InvalidParameter, "An id has 1 to 64 letters, digits, '-' or '.'.");
        }

        Bodies.RequireType(request);
        Bodies.RequireId(request);
    }
}
