using Hub.Api.Http;

namespace Hub.Api.Interactions;

/// <summary>history-instance: the versions of one resource, newest first (https://hl7.org/fhir/R4/http.html#history).</summary>
internal static class HistoryInstance
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var key = Addresses.Key(request);
        var page = HistoryPage.Of(request);
        var versions = await request.Store.History(key, cancellationToken);
        var asked = versions.Where(version => page.Since is null || version.LastUpdated >= page.Since).ToList();
        var rest = asked.Where(version => page.Before is null || version.Version < page.Before).ToList();
        var shown = rest.Take(page.Count).ToList();
        var next = rest.Count > shown.Count && shown.Count > 0 ? page.Next(shown[^1].Version) : null;
        return FhirAnswer.Json(HistoryBundle.Of(request.BaseUrl, $"{key}/_history", shown, asked.Count, page.Query, next));
    }
}
