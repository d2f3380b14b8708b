using Hub.Api.Tests.Store;

namespace Hub.Api.Tests.EndToEnd;

/// <summary>Two hubs over one PostgreSQL, behind a proxy that sends each request to the next.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    private readonly Uri[] addresses = [HubFolder.FreeAddress(), HubFolder.FreeAddress()];
    private readonly RunningHub?[] nodes = new RunningHub?[2];
    private RoundRobinProxy? proxy;

    internal HubFolder Folder { get; } = NewFolder();

    /// <summary>Where the proxy listens: what the outside knows as the hub.</summary>
    internal Uri Address => Folder.BaseUrl!;

    public async Task InitializeAsync()
    {
        if (TestDatabase.Postgres is null)
        {
            return;
        }

        // At once, on an empty database: one of them makes the schema.
        await Task.WhenAll(Start(0), Start(1));
        proxy = await RoundRobinProxy.Start(Address, addresses);
    }

    public async Task DisposeAsync()
    {
        if (proxy is not null)
        {
            await proxy.DisposeAsync();
        }

        foreach (var node in nodes)
        {
            await (node?.DisposeAsync() ?? default);
        }

        Folder.Dispose();
    }

    internal RunningHub Node(int which) => nodes[which]!;

    internal async Task Start(int which) => nodes[which] = await RunningHub.Start(Folder, address: addresses[which]);

    internal async Task<Partner> As(string client, int? node = null) => new(node is { } one ? addresses[one] : Address, await Folder.Token(client, null));

    private static HubFolder NewFolder() => new() { BaseUrl = HubFolder.FreeAddress() };
}
