using System.Diagnostics.CodeAnalysis;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Access.Jobs;

/// <summary>
/// Works on jobs, page by page, each page as the caller who asked for it. What a page found and where the next one begins are
/// written together, under a lease: when this node dies, another goes on from there.
/// </summary>
internal sealed class JobRunner(ResourceStore store, Ids ids, AccessSettings settings, TimeProvider time, ILogger<JobRunner> logger) : BackgroundService
{
    /// <summary>How long files can be fetched.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly string node = ids.Next();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            do
            {
                await Look(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The lease runs out, and another node goes on.
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "What one round failed of, such as a database that is away for a while, must not end the next one.")]
    private async Task Look(CancellationToken cancellationToken)
    {
        try
        {
            var jobs = await store.Jobs(cancellationToken);
            var now = time.GetUtcNow();
            foreach (var old in jobs.Where(job => !job.IsOpen && job.Finished + Kept < now))
            {
                await store.Write(open => Forget(open, old.Id), cancellationToken);
            }

            while (jobs.Any(job => job.IsOpen) && await store.Write(open => open.ClaimJob(node, Lease), cancellationToken) is { } job)
            {
                await Run(job, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.JobsInterrupted(exception);
        }
    }

    private async Task Run(Job claimed, CancellationToken cancellationToken)
    {
        for (Job? job = claimed; job is { IsOpen: true };)
        {
            job = await Page(job, cancellationToken);
        }
    }

    private async Task<Job?> Page(Job job, CancellationToken cancellationToken)
    {
        try
        {
            var caller = JobCaller.Of(job);
            await RequireEnabled(caller, cancellationToken);
            var plan = ExportPlan.Of(job);
            var type = job.Step < plan.Steps ? plan.Types[job.Step % plan.Types.Count] : "";
            var page = type.Length > 0
                ? await new GuardedStore(store, caller, ids, settings, time).Search(plan.Page(job), cancellationToken)
                : new SearchResult([], [], null, null);
            var next = page.NextCursor is { } place ? job with { Place = place } : job with { Step = job.Step + 1, Place = null };
            next = next.Step < plan.Steps ? next : next with { State = JobStates.Done };
            return await store.Write(open => Advance(open, next, type, plan.Kept(page)), cancellationToken);
        }
        catch (ProblemException refused) when (refused.Issues[0].Problem != Problems.Unavailable)
        {
            return await store.Write(open => Advance(open, job with { State = JobStates.Failed, Failure = refused.Issues[0].Text }, "", []), cancellationToken);
        }
    }

    /// <summary>A partner that was switched off gets nothing more, as its tokens would not.</summary>
    private async Task RequireEnabled(Caller caller, CancellationToken cancellationToken)
    {
        if (await store.FindPartner(caller.Client, cancellationToken) is { Enabled: false })
        {
            throw new ProblemException(Problems.NotAllowedHere, "The client that asked for this is not enabled any more.");
        }
    }

    /// <summary>Null when the job was cancelled, or is another node's by now.</summary>
    private Job? Advance(WriteTransaction open, Job next, string type, IReadOnlyList<string> found)
    {
        if (open.Job(next.Id)?.Node != node)
        {
            return null;
        }

        if (found.Count > 0)
        {
            open.AppendToJob(next.Id, type, found);
        }

        var kept = next with { Lease = open.Now + Lease, Finished = next.IsOpen ? default : open.Now };
        open.Put(kept);
        return kept;
    }

    private static bool Forget(WriteTransaction open, string id)
    {
        open.DeleteJob(id);
        return true;
    }
}
