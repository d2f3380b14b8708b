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
    private const int MostOpen = 20;
    private const int MostKept = 200;

    /// <summary>Writes the job down, with the files it begins with; some node begins with it at once. Asked for again under the same X-Request-Id it is the same job.</summary>
    public Task<string> Start(JobPlan plan, IReadOnlyList<JobFile> files, string print, CancellationToken cancellationToken)
    {
        if (caller.IsEmergency)
        {
            throw new ProblemException(Problems.NotAllowedHere, "Emergency access opens one person's records at once; it is no reason for an export or other work that is answered later.");
        }

        var once = new Repeatable<string>(print, id => id, id => id);
        return store.Write(open => caller.Replayable ? once.Once(open, caller, () => Start(open, plan, files)) : Start(open, plan, files), cancellationToken);
    }

    public async Task<Job> Find(string id, CancellationToken cancellationToken)
    {
        var job = await store.Job(id, cancellationToken);
        return job?.Agency == caller.Agency ? job : throw new ProblemException(Problems.NotFound, "There is no such job. It may have been cancelled, or have expired.");
    }

    public async Task<JobFile> File(Job job, int number, CancellationToken cancellationToken) =>
        await store.JobFile(job.Id, number, cancellationToken) ?? throw new ProblemException(Problems.NotFound, "There is no such job any more.");

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

    private string Start(WriteTransaction open, JobPlan plan, IReadOnlyList<JobFile> files)
    {
        var kept = open.JobsOf(caller.Agency);
        if (kept.Count >= MostKept || kept.Count(job => job.IsOpen) >= MostOpen)
        {
            throw new ProblemException(
                Problems.TooManyRequests, $"An agency has at most {MostOpen} jobs that run and {MostKept} that are kept. Wait until some are done, and delete those whose results you have.");
        }

        var job = new Job(ids.Next(), caller.Agency, JobCaller.Text(caller), plan.Text(), JobStates.Open, open.Now);
        open.Put(job);
        foreach (var file in files)
        {
            open.PutJobFile(job.Id, file);
        }

        open.Audit(new AuditTrail(caller).Permitted(new Look("E", "operation", null) { Query = plan.Request }, "search"));
        return job.Id;
    }
}
