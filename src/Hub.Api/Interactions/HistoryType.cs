using Hub.Api.Http;

namespace Hub.Api.Interactions;

/// <summary>history-type and history-system: the versions of many resources, newest first (https://hl7.org/fhir/R4/http.html#history).</summary>
internal static class HistoryType
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var asked = HistoryPage.Of(request);
        var type = request.Type.Length > 0 ? request.Type : null;
        var page = await request.Store.Changes(asked.Changes(type), cancellationToken);
        var next = page.Next is { } sequence ? asked.Next(sequence) : null;
        return FhirAnswer.Json(HistoryBundle.Of(request.BaseUrl, type is null ? "_history" : $"{type}/_history", page.Versions, null, asked.Query, next));
    }
}
