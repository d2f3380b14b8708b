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
        while (idle.TryTake(out var session))
        {
            session.Dispose();
        }

        places.Dispose();
    }

    private T Run<T>(Func<Session, T> read)
    {
        Session? session = null;
        try
        {
            session = idle.TryTake(out var kept) ? kept : dialect.Open(writing: false);
            var result = read(session);
            idle.Add(session);
            return result;
        }
        catch (DbException exception) when (dialect.IsTransient(exception))
        {
            session?.Dispose();
            throw new ProblemException(Problems.Unavailable);
        }
    }
}
