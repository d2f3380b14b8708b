using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Interactions;

/// <summary>conditional update: a new version of the one resource that meets the criteria, or the first of a new one (https://hl7.org/fhir/R4/http.html#cond-update).</summary>
internal static class ConditionalUpdate
{
    public static Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
        => Writes.One(request, Make, cancellationToken);

    public static FhirAnswer Make(GuardedTransaction transaction, FhirRequest request)
    {
        Bodies.RequireType(request);
        var id = request.Id.Length > 0 ? request.Id : Target(request, request.RequireResource().Id, () => transaction.NewId(request.Type), transaction.FindOne).Id;
        var row = transaction.Update(request.RequireResource(), id, ETags.Version(request.Conditions.IfMatch));
        return FhirAnswer.Written(row.Version == 1 ? StatusCodes.Status201Created : StatusCodes.Status200OK, row);
    }

    /// <summary>What is going to be written: the one match, or a free id, which is that of the body where it has one.</summary>
    public static ResourceKey Target(FhirRequest request, string? sent, Func<string> newId, Func<SearchQuery, StoredResource?> find)
    {
        var criteria = Criteria.Parse(request, request.Query, "The address");
        var found = find(criteria)?.Id;
        if (found is not null && sent is not null && sent != found)
        {
            throw new ProblemException(Problems.IdMismatch, "The criteria find another resource than the one whose id the body carries.", $"{request.Type}.id");
        }

        return new ResourceKey(request.Type, found ?? sent ?? newId());
    }
}
