using Hub.Api.Http;

namespace Hub.Api.Interactions;

/// <summary>search-system: what of any type meets the criteria that all types have (https://hl7.org/fhir/R4/http.html#search).</summary>
internal static class SearchSystem
{
    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
        => SearchType.Answer(request, "", null, query => query, cancellationToken);
}
