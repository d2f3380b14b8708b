using Hub.Api.Http;

namespace Hub.Api.Interactions;

/// <summary>search-compartment: what belongs to one person, of one type or of all (https://hl7.org/fhir/R4/http.html#vsearch).</summary>
internal static class SearchCompartment
{
    private const string AllTypes = "*";

    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var person = Addresses.Key(request);
        var type = request.Member == AllTypes ? null : request.Member;
        KnownTypes.Require(type ?? "");
        return SearchType.Answer(request, $"{person}/{request.Member}", type, query => query.Within(person.Id), cancellationToken);
    }
}
