using Hub.Api.Http;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Interactions;

/// <summary>A Bundle sent to the base: all together, or one by one (https://hl7.org/fhir/R4/http.html#transaction).</summary>
internal static class Bundles
{
    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var bundle = request.Body!.Root;
        if (!bundle["resourceType"u8].TextEquals("Bundle"u8))
        {
            throw new ProblemException(Problems.TypeMismatch, "The base takes a Bundle. Other resources are sent to the address of their type.");
        }

        Bound(bundle, request.Settings);
        return bundle["type"u8].Text switch
        {
            "transaction" => Transaction.Act(request, cancellationToken),
            "batch" when request.Preferences.RespondLater => AsyncBatch.Begin(request, cancellationToken),
            "batch" => Batch.Act(request, cancellationToken),
            _ => throw new ProblemException(
                Problems.NotSupported,
                "The base takes a Bundle of type transaction or batch. A Bundle to be kept is sent to Bundle.",
                "Bundle.type"),
        };
    }

    private static void Bound(JsonValue bundle, HttpSettings settings)
    {
        if (bundle["entry"u8].Count > settings.MostEntries)
        {
            throw new ProblemException(Problems.TooLarge, $"A Bundle has at most {settings.MostEntries} entries. Send the load in parts.", "Bundle.entry");
        }
    }
}
