using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Patch;

namespace Hub.Api.Interactions;

/// <summary>patch: part of a resource is changed, and the whole is checked and kept as by an update (https://hl7.org/fhir/R4/http.html#patch).</summary>
internal static class Patch
{
    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
        => Writes.One(request, Make, cancellationToken);

    public static FhirAnswer Make(GuardedTransaction transaction, FhirRequest request)
    {
        var row = transaction.Current(Addresses.Key(request));
        var expected = ETags.Version(request.Conditions.IfMatch) ?? row.Version;
        var patched = FhirBody.Resource(Apply(row, request.Body!));
        if (patched.Type != row.Type || patched.Id != row.Id)
        {
            throw new ProblemException(Problems.PatchFailed, "A patch changes neither the type nor the id of a resource.");
        }

        return FhirAnswer.Written(StatusCodes.Status200OK, transaction.Update(patched, row.Id, expected));
    }

    private static JsonText Apply(StoredResource row, JsonText patch)
    {
        var issues = new List<Issue>();
        var before = JsonText.Of(row.Body);
        var after = patch.Root.Kind == JsonKind.Array
            ? JsonPatch.Apply(before, patch, issues)
            : FhirPathPatch.Apply(before, FhirBody.Resource(patch).Element, issues);
        return after ?? throw new ProblemException(issues);
    }
}
