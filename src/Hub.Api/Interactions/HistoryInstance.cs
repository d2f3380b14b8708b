using Hub.Api.Http;

namespace Hub.Api.Interactions;

/// <summary>history-instance: the versions of one resource, newest first (https://hl7.org/fhir/R4/http.html#history).</summary>
internal static class HistoryInstance
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var key = Addresses.Key(request);
        var asked = HistoryPage.Of(request);
        var page = await request.Store.History(key, asked.Changes(null), cancellationToken);
        var next = page.Next is { } version ? asked.Next(version) : null;
        return FhirAnswer.Json(HistoryBundle.Of(request.BaseUrl, $"{key}/_history", page.Versions, page.Total, asked.Query, next));
    }
}
