using Hub.Api.Http;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Interactions;

/// <summary>Does the body fit the address it was sent to?</summary>
internal static class Bodies
{
    public static void RequireType(FhirRequest request)
    {
        var type = request.RequireResource().Type;
        if (type != request.Type)
        {
            throw new ProblemException(
                Problems.TypeMismatch,
                $"The body is a {type}, the address is for {request.Type}. Send it to {type}, or correct resourceType.",
                $"{type}.resourceType");
        }
    }

    public static void RequireId(FhirRequest request)
    {
        var resource = request.RequireResource();
        if (resource.Id is null)
        {
            throw new ProblemException(Problems.IdMismatch, $"A resource that is PUT carries its id: add \"id\": \"{request.Id}\".", $"{resource.Type}.id");
        }

        if (resource.Id != request.Id)
        {
            throw new ProblemException(Problems.IdMismatch, "The id in the body is another than the id in the address.", $"{resource.Type}.id");
        }
    }
}
