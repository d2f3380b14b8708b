using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Fhir.Search;

namespace Hub.Api.Access.Jobs;

/// <summary>What an export goes through, one search after the other.</summary>
/// <remarks><c>People</c> are those whose records are asked for, null for no one in particular.</remarks>
public sealed record ExportPlan(string Request, IReadOnlyList<string> Types, DateTimeOffset? Since, IReadOnlyList<string>? People, bool OnlyAboutPeople)
    : JobPlan(Request)
{
    private const int PageSize = 500;

    public override string Kind => "export";

    public override int Steps => Types.Count * (People?.Count ?? 1);

    public override async Task<JobPiece> Work(Job job, GuardedStore records, CancellationToken cancellationToken)
    {
        var page = await records.Search(Page(job), cancellationToken);
        return new JobPiece(page.NextCursor, [(Types[job.Step % Types.Count], Kept(page))]);
    }

    /// <summary>The page of a step that begins at the place given; nothing that changed after the export was asked for.</summary>
    public SearchQuery Page(Job job)
    {
        var parameters = new List<KeyValuePair<string, string>> { new("_count", $"{PageSize}"), new("_lastUpdated", $"le{Instants.Text(job.Created)}") };
        if (Since is { } since)
        {
            parameters.Add(new("_lastUpdated", $"ge{Instants.Text(since)}"));
        }

        if (job.Place is { } place)
        {
            parameters.Add(new("_cursor", place));
        }

        var query = SearchQuery.Parse(Types[job.Step % Types.Count], parameters, lenient: false, []);
        return People is null ? query : query.Within(People[job.Step / Types.Count]);
    }

    /// <summary>What of a page goes into the files.</summary>
    public IReadOnlyList<string> Kept(SearchResult page) =>
        [.. page.Matches.Where(row => !OnlyAboutPeople || row.Patient is not null).Select(row => row.Id)];
}
