using Hub.Api.Access;
using Hub.Api.Access.Jobs;
using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Fhir.Care;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Operations;

/// <summary>$everything, answered later: the whole record at once, gathered page by page as ids, as an export is.</summary>
/// <remarks><c>Person</c> is null for all people; <c>Asked</c> are the parameters.</remarks>
public sealed record EverythingPlan(string Request, string? Person, IReadOnlyList<KeyValuePair<string, string>> Asked) : JobPlan(Request)
{
    public const string Name = "everything";

    private const int PageSize = 500;

    /// <summary>One Bundle is in memory as a whole.</summary>
    private const int Most = 10_000;

    public override string Kind => Name;

    public override int Steps => 1;

    public override async Task<JobPiece> Work(Job job, GuardedStore records, CancellationToken cancellationToken)
    {
        var asked = Asked.Where(pair => pair.Key is not ("_count" or "_cursor")).Append(new("_count", $"{PageSize}"));
        var query = Everything.Query(Person, job.Place is { } place ? asked.Append(new("_cursor", place)) : asked);
        var page = Everything.Shown(await records.Search(query, cancellationToken));
        var before = (await records.Jobs.Files(job, cancellationToken)).Sum(file => file.Ids.Count);
        if (before + page.Matches.Count > Most)
        {
            throw new ProblemException(Problems.TooCostly, $"This is more than {Most} resources: narrow it by _type or start and end, or ask for an $export.");
        }

        var found = page.Matches.Concat(page.Included).GroupBy(row => row.Type).Select(rows => (rows.Key, (IReadOnlyList<string>)[.. rows.Select(row => row.Id)]));
        return new JobPiece(page.NextCursor, [.. found]);
    }

    /// <summary>A batch-response of one entry, which holds what the operation would have answered; each resource is read anew through the gate.</summary>
    public async Task<FhirAnswer> Result(IReadOnlyList<JobFile> files, FhirRequest request, CancellationToken cancellationToken)
    {
        var rows = new List<StoredResource>();
        foreach (var file in files)
        {
            rows.AddRange(await request.Store.Jobs.Read(file, cancellationToken));
        }

        var found = rows.DistinctBy(row => row.Key).ToLookup(row => row.Category == ShareCategories.Directory);
        var result = new SearchResult([.. found[false]], [.. found[true]], null, null);
        var body = Everything.Bundle(request.BaseUrl, Person, Asked, result);
        return FhirAnswer.Json(ResponseBundle.Of("batch-response", [FhirAnswer.Json(body)], request));
    }
}
