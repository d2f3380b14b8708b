namespace Hub.Api.Tests.EndToEnd;

/// <summary>One running hub with the demo for all tests of a class.</summary>
public sealed class HubProcess : IAsyncLifetime
{
    private readonly HubFolder folder = new();
    private RunningHub? hub;

    internal RunningHub Hub => hub ?? throw new InvalidOperationException("The hub is started before the first test.");

    public async Task InitializeAsync() => hub = await RunningHub.Start(folder);

    public async Task DisposeAsync()
    {
        await Hub.DisposeAsync();
        folder.Dispose();
    }
}
