using Hub.Api.Audit;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Access.Jobs;

/// <summary>
/// The jobs of one caller's agency; those of others are not found. A job keeps ids and no content: what stands in a file is looked at
/// again when it is fetched, so that what was withdrawn or erased in between is not handed out.
/// </summary>
public sealed class GuardedJobs(ResourceStore store, GuardedStore records, Caller caller, Ids ids)
{
    private const int AtOnce = 100;

    /// <summary>Writes the job down; some node begins with it at once.</summary>
    public Task<string> Start(ExportPlan plan, CancellationToken cancellationToken)
    {
        if (caller.IsEmergency)
        {
            throw new ProblemException(Problems.NotAllowedHere, "Emergency access opens one person's records; it is no reason for an export.");
        }

        return store.Write(
            open =>
            {
                var job = new Job(ids.Next(), caller.Agency, JobCaller.Text(caller), plan.Text(), JobStates.Open, open.Now);
                open.Put(job);
                open.Audit(new AuditTrail(caller).Permitted(new Look("E", "operation", null) { Query = plan.Request }, "search"));
                return job.Id;
            },
            cancellationToken);
    }

    public async Task<Job> Find(string id, CancellationToken cancellationToken)
    {
        var job = await store.Job(id, cancellationToken);
        return job?.Agency == caller.Agency ? job : throw new ProblemException(Problems.NotFound, "There is no such job. It may have been cancelled, or have expired.");
    }

    public Task<IReadOnlyList<JobFile>> Files(Job job, CancellationToken cancellationToken) => store.JobFiles(job.Id, cancellationToken);

    /// <summary>Ends the job if it still runs, and forgets its files.</summary>
    public async Task Cancel(string id, CancellationToken cancellationToken)
    {
        await Find(id, cancellationToken);
        await store.Write(
            open =>
            {
                open.DeleteJob(id);
                return true;
            },
            cancellationToken);
    }

    /// <summary>The resources of a file that the caller may still see, as they are now.</summary>
    public async Task<IReadOnlyList<StoredResource>> Read(JobFile file, CancellationToken cancellationToken)
    {
        var rows = new List<StoredResource>();
        foreach (var some in file.Ids.Chunk(AtOnce))
        {
            var query = SearchQuery.Parse(file.Type, [new("_id", string.Join(',', some)), new("_count", $"{AtOnce}")], lenient: false, []);
            var found = (await records.Search(query, cancellationToken)).Matches.ToDictionary(row => row.Id);
            rows.AddRange(some.Where(found.ContainsKey).Select(id => found[id]));
        }

        return rows;
    }
}
