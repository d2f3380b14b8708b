using System.Collections.Concurrent;

namespace Hub.Api.Store;

/// <summary>
/// Where resources were found before, up to a bound: a look at one of them need not ask the locator again. Only a hint: what stands
/// there is read from the database all the same, and where nothing does, the locator is asked.
/// </summary>
internal sealed class Places
{
    private const int Limit = 100_000;
    private readonly ConcurrentDictionary<ResourceKey, Located> places = new();
    private int count;

    public Located? Find(ResourceKey key) => places.TryGetValue(key, out var place) ? place : null;

    public void Remember(ResourceKey key, Located place)
    {
        if (Interlocked.Increment(ref count) > Limit)
        {
            places.Clear();
            Interlocked.Exchange(ref count, 1);
        }

        places[key] = place;
    }
}
