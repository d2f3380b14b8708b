using System.Diagnostics.CodeAnalysis;

namespace Hub.Api.Store;

/// <summary>
/// Reads by id from a database that is far (<see cref="Dialects.Dialect.Together"/>). Who comes while nobody reads goes there at once;
/// those who come meanwhile go together, as one statement: a wire is waited for once, and the server begins once.
/// </summary>
internal sealed class ReadsTogether(Sessions sessions)
{
    private const int Most = 32;

    /// <summary>Whoever has waited so long for others reads alone: theirs may be rows that the database has to fetch from its disk first.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);
    private readonly Queue<Waiting> queue = new();
    private bool underWay;
    private bool apart;

    /// <summary>
    /// What the scope may see of what stands at the place; null where that is nothing. Whoever has waited goes on on a thread that others
    /// wait for: to a next step, not to long work.
    /// </summary>
    public async Task<StoredResource?> Read(Located place, AccessScope scope, CancellationToken cancellationToken)
    {
        if (Wait(place, scope) is { } waiting)
        {
            return await Answer(waiting, cancellationToken) is { IsThere: true } answer ? answer.Row : await Alone(place, scope, cancellationToken);
        }

        try
        {
            return await Alone(place, scope, cancellationToken);
        }
        finally
        {
            GoOn();
        }
    }

    private Task<StoredResource?> Alone(Located place, AccessScope scope, CancellationToken cancellationToken) =>
        sessions.Look(session => LocatorRows.Seen(session, place, scope), cancellationToken);

    /// <summary>Null where nobody reads just now: then the caller does.</summary>
    private Waiting? Wait(Located place, AccessScope scope)
    {
        lock (queue)
        {
            if (!underWay || apart)
            {
                underWay = true;
                return null;
            }

            var waiting = new Waiting(place, scope);
            queue.Enqueue(waiting);
            return waiting;
        }
    }

    private static async Task<Answered> Answer(Waiting waiting, CancellationToken cancellationToken)
    {
        try
        {
            return await waiting.Task.WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            return default;
        }
        finally
        {
            waiting.TrySetResult(default);
        }
    }

    private void GoOn()
    {
        lock (queue)
        {
            underWay = queue.Count > 0;
            if (!underWay)
            {
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(static all => _ = all.Go(), this, preferLocal: false);
    }

    /// <summary>The next are on their way before these are answered. What fails together is read by each alone: it fails for whom it belongs to.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever it is, each will meet it alone if it is still there.")]
    private async Task Go()
    {
        var group = Take();
        StoredResource?[]? rows = null;
        try
        {
            rows = await sessions.Look(session => Several(session, group), CancellationToken.None);
        }
        catch (Exception)
        {
        }

        GoOn();
        for (var i = 0; i < group.Count; i++)
        {
            if (rows is null)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static waiting => waiting.TrySetResult(default), group[i], preferLocal: false);
            }
            else
            {
                group[i].TrySetResult(new Answered(true, rows[i]));
            }
        }
    }

    /// <summary>The first of those who still wait.</summary>
    private List<Waiting> Take()
    {
        lock (queue)
        {
            var group = new List<Waiting>(Math.Min(queue.Count, Most));
            while (group.Count < Most && queue.TryDequeue(out var waiting))
            {
                if (!waiting.Task.IsCompleted)
                {
                    group.Add(waiting);
                }
            }

            return group;
        }
    }

    /// <summary>Null on a database that is spread over machines: there each read goes to one of them, and several together would go to all.</summary>
    private StoredResource?[]? Several(Session session, List<Waiting> group)
    {
        apart = session.IsSpread;
        return apart ? null : LocatorRows.Several(session, group.ConvertAll(waiting => (waiting.Place, waiting.Scope)));
    }

    private readonly record struct Answered(bool IsThere, StoredResource? Row);

    /// <summary>One who waits: for the row, or for no answer, to read alone.</summary>
    private sealed class Waiting(Located place, AccessScope scope) : TaskCompletionSource<Answered>
    {
        public Located Place => place;

        public AccessScope Scope => scope;
    }
}
