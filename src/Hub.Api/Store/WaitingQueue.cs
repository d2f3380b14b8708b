namespace Hub.Api.Store;

/// <summary>
/// What waits for the one writer, up to a bound. The writer sleeps while nothing does: one that looked around for work instead would
/// take the processor from those it waits for.
/// </summary>
internal sealed class WaitingQueue(int bound)
{
    private readonly Queue<Waiting> works = new();
    private readonly object turn = new();
    private bool ended;

    /// <summary>False when too much waits already, or nothing is taken any more.</summary>
    public bool TryAdd(Waiting work)
    {
        lock (turn)
        {
            if (ended || works.Count >= bound)
            {
                return false;
            }

            works.Enqueue(work);
            Monitor.Pulse(turn);
            return true;
        }
    }

    /// <summary>Waits for work and takes what there is, up to a number; false when all is done and nothing comes any more.</summary>
    public bool Take(List<Waiting> group, int most)
    {
        lock (turn)
        {
            while (works.Count == 0 && !ended)
            {
                Monitor.Wait(turn);
            }

            while (group.Count < most && works.TryDequeue(out var work))
            {
                group.Add(work);
            }

            return group.Count > 0;
        }
    }

    public void End()
    {
        lock (turn)
        {
            ended = true;
            Monitor.Pulse(turn);
        }
    }
}
