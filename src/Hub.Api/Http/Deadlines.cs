using System.Collections.Concurrent;

namespace Hub.Api.Http;

/// <summary>How long an answer may take. A source of cancellation serves one request after the other, so that none is made for each.</summary>
internal sealed class Deadlines(TimeSpan length)
{
    private readonly ConcurrentQueue<Deadline> idle = new();

    /// <summary>The deadline of a request that begins now.</summary>
    public Deadline Begin(CancellationToken aborted)
    {
        var deadline = idle.TryDequeue(out var rested) ? rested : new Deadline();
        deadline.Begin(length, aborted);
        return deadline;
    }

    /// <summary>The request has ended; nothing of it looks at its token any more.</summary>
    public void End(Deadline deadline)
    {
        if (deadline.End())
        {
            idle.Enqueue(deadline);
        }
    }
}

/// <summary>Until when one request is worked on: until its time is over, or the client has gone.</summary>
internal sealed class Deadline : CancellationTokenSource
{
    private CancellationToken aborted;
    private CancellationTokenRegistration gone;

    /// <summary>True when the time is over, and the client still waits for an answer.</summary>
    public bool HasPassed => IsCancellationRequested && !aborted.IsCancellationRequested;

    public void Begin(TimeSpan length, CancellationToken clientGone)
    {
        aborted = clientGone;
        gone = clientGone.UnsafeRegister(static state => ((Deadline)state!).Cancel(), this);
        CancelAfter(length);
    }

    /// <summary>False when it was cancelled, and cannot serve another request.</summary>
    public bool End()
    {
        gone.Dispose();
        return TryReset();
    }
}
