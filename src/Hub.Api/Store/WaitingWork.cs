using System.Diagnostics.CodeAnalysis;

namespace Hub.Api.Store;

/// <summary>What waits in the queue of the writer, and whoever waits for it.</summary>
internal abstract class Waiting
{
    /// <summary>The group is on disk: the answer goes out, by the thread that calls this.</summary>
    public abstract void Complete();

    /// <summary>The group is not on disk, and what was found out in it may not be true; by the thread that calls this.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>Audit entries that are all there is to write: a look takes no transaction of its own.</summary>
internal sealed class WaitingEntries(IReadOnlyList<AuditEntry> entries) : Waiting
{
    private readonly TaskCompletionSource answer = new();

    public Task Answer => answer.Task;

    public IReadOnlyList<AuditEntry> Entries => entries;

    public override void Complete() => answer.SetResult();

    public override void Fail(Exception exception) => answer.SetException(exception);
}

/// <summary>A piece of work.</summary>
internal abstract class WaitingWork : Waiting
{
    /// <summary>What the work is going to ask about, as far as that is known before.</summary>
    public abstract IReadOnlyList<Beside> Beside { get; }

    /// <summary>Why the work was not done; null while nothing is against it.</summary>
    public abstract Exception? Refusal { get; }

    /// <summary>Says in other words why the work was not done.</summary>
    public abstract void Refuse(Exception exception);

    /// <summary>Does the work; false when it threw and has to be rolled back.</summary>
    public abstract bool Run(WriteTransaction transaction);
}

internal sealed class WaitingWork<T>(Func<WriteTransaction, T> work, IReadOnlyList<Beside> beside, CancellationToken cancellationToken) : WaitingWork
{
    private readonly TaskCompletionSource<T> answer = new();
    private T? result;
    private Exception? refusal;

    public override IReadOnlyList<Beside> Beside => beside;

    public override Exception? Refusal => refusal;

    public override void Refuse(Exception exception) => refusal = exception;

    public Task<T> Answer => answer.Task;

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the work threw is rethrown to its caller.")]
    public override bool Run(WriteTransaction transaction)
    {
        try
        {
            refusal = null;
            cancellationToken.ThrowIfCancellationRequested();
            result = work(transaction);
            transaction.Finish();
            return true;
        }
        catch (Exception exception)
        {
            refusal = exception;
            return false;
        }
    }

    public override void Complete()
    {
        if (refusal is null)
        {
            answer.SetResult(result!);
        }
        else
        {
            answer.SetException(refusal);
        }
    }

    public override void Fail(Exception exception) => answer.SetException(exception);
}

/// <summary>A record of the agency is going to be put beside the person.</summary>
public readonly record struct Beside(string Patient, string Agency);
