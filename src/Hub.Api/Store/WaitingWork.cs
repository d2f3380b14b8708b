using System.Diagnostics.CodeAnalysis;

namespace Hub.Api.Store;

/// <summary>A piece of work in the queue of the writer, and the answer its caller waits for.</summary>
internal abstract class WaitingWork
{
    /// <summary>Why the work was not done; null while nothing is against it.</summary>
    public abstract Exception? Refusal { get; }

    /// <summary>Does the work; false when it threw and has to be rolled back.</summary>
    public abstract bool Run(WriteTransaction transaction);

    /// <summary>The group is on disk: the answer goes out.</summary>
    public abstract void Complete();

    /// <summary>The group is not on disk, and what the work found out in it may not be true.</summary>
    public abstract void Fail(Exception exception);
}

internal sealed class WaitingWork<T>(Func<WriteTransaction, T> work, CancellationToken cancellationToken) : WaitingWork
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;
    private Exception? refusal;

    public override Exception? Refusal => refusal;

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
