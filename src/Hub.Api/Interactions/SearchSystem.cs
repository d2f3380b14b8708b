using Hub.Api.Http;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Interactions;

/// <summary>search-system: what of any type meets the criteria that all types have (https://hl7.org/fhir/R4/http.html#search).</summary>
internal static class SearchSystem
{
    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var remarks = new List<Issue>();
        var query = Queries.Parse(request, null, remarks);
        return SearchType.Answer(request, "", query, remarks, cancellationToken);
    }
}
