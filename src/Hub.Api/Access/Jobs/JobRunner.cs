using System.Data.Common;
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
                await Piece(job, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.JobsInterrupted(exception);
        }
    }

    /// <summary>One piece; then it is the turn of whichever job has waited longest. A job that cannot be done is told as failed; a database that is away is waited for.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "What nobody expected of one job must not be tried for ever, nor hold up the others.")]
    private async Task Piece(Job job, CancellationToken cancellationToken)
    {
        try
        {
            var caller = JobCaller.Of(job);
            await RequireEnabled(caller, cancellationToken);
            var plan = JobPlan.Of(job);
            var piece = job.Step < plan.Steps
                ? await plan.Work(job, new GuardedStore(store, caller, ids, settings, time), cancellationToken)
                : new JobPiece(null, []);
            var next = piece.Place is { } place ? job with { Place = place } : job with { Step = job.Step + 1, Place = null };
            next = next.Step < plan.Steps ? next : next with { State = JobStates.Done };
            await store.Write(open => Advance(open, next, piece), cancellationToken);
        }
        catch (ProblemException refused) when (refused.Issues[0].Problem != Problems.Unavailable)
        {
            await store.Write(open => Fail(open, job, refused.Issues[0].Text), cancellationToken);
        }
        catch (Exception unexpected) when (unexpected is not (OperationCanceledException or ProblemException or DbException))
        {
            logger.JobFailed(unexpected, job.Id);
            await store.Write(open => Fail(open, job, Problems.InternalError.Text), cancellationToken);
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

    /// <summary>False when the job was cancelled, or is another node's by now.</summary>
    private bool Advance(WriteTransaction open, Job next, JobPiece piece)
    {
        if (open.Job(next.Id)?.Node != node)
        {
            return false;
        }

        foreach (var (type, found) in piece.Found.Where(one => one.Ids.Count > 0))
        {
            open.AppendToJob(next.Id, type, found);
        }

        if (piece.Rewritten is { } file)
        {
            open.PutJobFile(next.Id, file);
        }

        open.Put(next with { Lease = open.Now + Lease, Finished = next.IsOpen ? default : open.Now });
        return true;
    }

    /// <summary>What was found or is still to be done is of no use any more.</summary>
    private bool Fail(WriteTransaction open, Job job, string why)
    {
        if (open.Job(job.Id)?.Node != node)
        {
            return false;
        }

        open.DeleteJob(job.Id);
        open.Put(job with { State = JobStates.Failed, Failure = why, Finished = open.Now });
        return true;
    }

    private static bool Forget(WriteTransaction open, string id)
    {
        open.DeleteJob(id);
        return true;
    }
}
