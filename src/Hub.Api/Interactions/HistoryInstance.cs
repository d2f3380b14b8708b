using Hub.Api.Http;

namespace Hub.Api.Interactions;

/// <summary>history-instance: all versions of one resource, newest first (https://hl7.org/fhir/R4/http.html#history).</summary>
internal static class HistoryInstance
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var key = Addresses.Key(request);
        var versions = await request.Store.History(key, cancellationToken);
        return FhirAnswer.Json(HistoryBundle.Of(request.BaseUrl, $"{key}/_history", versions));
    }
}
