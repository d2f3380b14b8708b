using Hub.Api.Store;

namespace Hub.Api.Access;

/// <summary>The registry of partner systems: which client speaks for which agency, with which keys and scopes, on or off.</summary>
public sealed class Partners(ResourceStore store, TimeProvider time)
{
    /// <summary>How long a node may go on with what it read: a partner switched off is off everywhere within this.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private Snapshot? known;

    public async ValueTask<Partner?> Find(string client, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (known is not { } snapshot || now - snapshot.At > Fresh)
        {
            var all = await store.Partners(cancellationToken);
            known = snapshot = new Snapshot(now, all.ToDictionary(partner => partner.ClientId));
        }

        return snapshot.Partners.GetValueOrDefault(client);
    }

    /// <summary>True while the client is on, and speaks for this agency.</summary>
    public async ValueTask<bool> Speaks(string client, string? agency, CancellationToken cancellationToken)
        => await Find(client, cancellationToken) is { Enabled: true } partner && partner.Agency == agency;

    public async Task Save(Partner partner, CancellationToken cancellationToken)
    {
        await store.Write(
            open =>
            {
                open.PutPartner(partner);
                return true;
            },
            cancellationToken);
        known = null;
    }

    /// <summary>False when this client used the <c>jti</c> before.</summary>
    public Task<bool> UseOnce(string client, string jti, DateTimeOffset expires, CancellationToken cancellationToken) =>
        store.Write(open => open.UseJti(client, jti, expires), cancellationToken);

    private sealed record Snapshot(DateTimeOffset At, Dictionary<string, Partner> Partners);
}
