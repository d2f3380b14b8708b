using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Fhir.Search;

namespace Hub.Api.Interactions;

/// <summary>create: a new resource under an id the hub chooses (https://hl7.org/fhir/R4/http.html#create), unless If-None-Exist finds one.</summary>
internal static class Create
{
    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
        => Writes.One(request, Make, cancellationToken);

    public static FhirAnswer Make(GuardedTransaction transaction, FhirRequest request)
    {
        Bodies.RequireType(request);
        var there = Match(request, transaction.FindOne);
        return there is null
            ? FhirAnswer.Written(StatusCodes.Status201Created, transaction.Create(request.RequireResource(), request.Id.Length > 0 ? request.Id : null))
            : FhirAnswer.Written(StatusCodes.Status200OK, there);
    }

    /// <summary>What If-None-Exist finds; several are refused by the gate.</summary>
    public static StoredResource? Match(FhirRequest request, Func<SearchQuery, StoredResource?> find)
    {
        if (request.Conditions.IfNoneExist is not { Length: > 0 } criteria)
        {
            return null;
        }

        return find(Criteria.Parse(request, UrlQuery.Parse(criteria), "If-None-Exist"));
    }
}
