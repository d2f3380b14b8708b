using System.Runtime.CompilerServices;
using Hub.Api.Store;
using Hub.Fhir.Care;

namespace Hub.Api.Access;

/// <summary>Tells a listener that something its agency may see has changed: a number and nothing else. What changed, it reads through the door.</summary>
public sealed class Wakeups(ResourceStore store, TimeProvider time)
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<long> For(string agency, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = await store.LastEvent(cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, cancellationToken);
            var happened = await store.Events(seen, AtOnce, cancellationToken);
            seen = happened.Count > 0 ? happened[^1].Number : seen;
            foreach (var one in happened)
            {
                if (await Concerns(agency, one.Event, cancellationToken))
                {
                    yield return seen;
                    break;
                }
            }
        }
    }

    private async Task<bool> Concerns(string agency, OutboxEvent happened, CancellationToken cancellationToken) =>
        happened.Agency == agency
        || (await store.Grants(agency, happened.Patient, ShareCategories.Referral, happened.Referral, time.GetUtcNow(), cancellationToken)).Count > 0;
}
