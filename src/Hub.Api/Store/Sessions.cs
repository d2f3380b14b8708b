using System.Data.Common;
using Hub.Api.Store.Dialects;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Store;

/// <summary>The connections that read: opened when needed, kept with their prepared statements, never more than a bound.</summary>
internal sealed class Sessions(Dialect dialect, int limit) : IDisposable
{
    private const int ShortestPause = 50;
    private const int LongestPause = 2000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The first are asked for first, so that few of them do most of the work and have at hand what was read before.</summary>
    private readonly Session?[] idle = new Session?[limit];
    private readonly SemaphoreSlim places = new(limit);
    private long changes;
    private int pause = ShortestPause;

    /// <summary>Everything that has been committed until now.</summary>
    public Task<T> Read<T>(Func<Session, T> read, CancellationToken cancellationToken) => Read(read, null, cancellationToken);

    /// <summary>
    /// Everything that has been committed until now, but for what was only audited since: a database that does better not to begin
    /// anew for each look need not.
    /// </summary>
    public Task<T> Look<T>(Func<Session, T> read, CancellationToken cancellationToken) => Read(read, Interlocked.Read(ref changes), cancellationToken);

    /// <summary>Whoever does not look just now lets go of what was seen before.</summary>
    public void Rest()
    {
        for (var i = 0; i < idle.Length; i++)
        {
            if (Interlocked.Exchange(ref idle[i], null) is { } session)
            {
                Use(session, session =>
                {
                    session.Rest();
                    return true;
                });
            }
        }
    }

    /// <summary>Records have changed: who looks after this sees them.</summary>
    public void Changed() => Interlocked.Increment(ref changes);

    /// <summary>
    /// Tidies up while nobody looks: whoever comes waits, and whoever is looking is waited for, but not for long. False when somebody
    /// went on looking; the next time they are waited for twice as long, so that on a busy machine it comes to pass as well.
    /// </summary>
    public bool Alone(Action tidy)
    {
        var held = 0;
        try
        {
            for (var end = Environment.TickCount64 + pause; held < limit && places.Wait((int)Math.Max(0, end - Environment.TickCount64)); held++)
            {
            }

            pause = held == limit ? ShortestPause : Math.Min(2 * pause, LongestPause);
            if (held == limit)
            {
                Rest();
                tidy();
            }

            return held == limit;
        }
        finally
        {
            if (held > 0)
            {
                places.Release(held);
            }
        }
    }

    public void Dispose()
    {
        Forget();
        places.Dispose();
    }

    private async Task<T> Read<T>(Func<Session, T> read, long? seen, CancellationToken cancellationToken)
    {
        if (!await places.WaitAsync(Patience, cancellationToken))
        {
            throw new ProblemException(Problems.Unavailable);
        }

        try
        {
            return Run(read, seen);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>A session that was kept may have lost its database since; then all of them have, and a new one is tried.</summary>
    private T Run<T>(Func<Session, T> read, long? seen)
    {
        try
        {
            if (Take() is { } kept)
            {
                try
                {
                    return Run(kept, read, seen);
                }
                catch (DbException lost) when (dialect.IsTransient(lost))
                {
                    Forget();
                }
            }

            return Run(dialect.Open(writing: false), read, seen);
        }
        catch (DbException exception) when (dialect.IsTransient(exception))
        {
            throw new ProblemException(Problems.Unavailable);
        }
    }

    private T Run<T>(Session session, Func<Session, T> read, long? seen) => Use(session, session =>
    {
        session.See(seen);
        return read(session);
    });

    /// <summary>What it was used for without harm is kept.</summary>
    private T Use<T>(Session session, Func<Session, T> use)
    {
        var done = false;
        try
        {
            var result = use(session);
            done = true;
            return result;
        }
        finally
        {
            if (done)
            {
                Keep(session);
            }
            else
            {
                session.Dispose();
            }
        }
    }

    private Session? Take()
    {
        for (var i = 0; i < idle.Length; i++)
        {
            if (Volatile.Read(ref idle[i]) is not null && Interlocked.Exchange(ref idle[i], null) is { } session)
            {
                return session;
            }
        }

        return null;
    }

    private void Keep(Session session)
    {
        for (var i = 0; i < idle.Length; i++)
        {
            if (Interlocked.CompareExchange(ref idle[i], session, null) is null)
            {
                return;
            }
        }

        session.Dispose();
    }

    private void Forget()
    {
        while (Take() is { } session)
        {
            session.Dispose();
        }
    }
}
