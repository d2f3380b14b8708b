using System.Collections.Concurrent;
using System.Data.Common;
using Hub.Api.Store.Dialects;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Store;

/// <summary>The connections that read: opened when needed, kept with their prepared statements, never more than a bound.</summary>
internal sealed class Sessions(Dialect dialect, int limit) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ConcurrentBag<Session> idle = [];
    private readonly SemaphoreSlim places = new(limit);

    public async Task<T> Read<T>(Func<Session, T> read, CancellationToken cancellationToken)
    {
        if (!await places.WaitAsync(Patience, cancellationToken))
        {
            throw new ProblemException(Problems.Unavailable);
        }

        try
        {
            return Run(read);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose()
    {
        Forget();
        places.Dispose();
    }

    /// <summary>A session that was kept may have lost its database since; then all of them have, and a new one is tried.</summary>
    private T Run<T>(Func<Session, T> read)
    {
        try
        {
            if (idle.TryTake(out var kept))
            {
                try
                {
                    return Run(kept, read);
                }
                catch (DbException lost) when (dialect.IsTransient(lost))
                {
                    Forget();
                }
            }

            return Run(dialect.Open(writing: false), read);
        }
        catch (DbException exception) when (dialect.IsTransient(exception))
        {
            throw new ProblemException(Problems.Unavailable);
        }
    }

    private T Run<T>(Session session, Func<Session, T> read)
    {
        var done = false;
        try
        {
            var result = read(session);
            done = true;
            return result;
        }
        finally
        {
            if (done)
            {
                idle.Add(session);
            }
            else
            {
                session.Dispose();
            }
        }
    }

    private void Forget()
    {
        while (idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }
}
