using System.Net;
using System.Security.Cryptography;
using Hub.Api.Tests.Store;

namespace Hub.Api.Tests.EndToEnd;

/// <summary>Hub and database die under a stream of writes, again and again.</summary>
[Collection("processes")]
public sealed class KillTests
{
    [SqliteFact]
    public async Task Fifty_kills_of_the_hub_on_SQLite_lose_nothing_and_leave_no_half()
    {
        using var folder = new HubFolder();
        await KillHub(folder, 50);

        Assert.Equal("ok", folder.Database.Execute("PRAGMA integrity_check"));
    }

    [OwnServerFact]
    public async Task Twenty_kills_of_the_hub_on_PostgreSQL_lose_nothing_and_leave_no_half()
    {
        using var server = new PostgresServer();
        using var folder = new HubFolder(server.ConnectionString);
        await KillHub(folder, 20);
    }

    [OwnServerFact]
    public async Task Twenty_kills_of_the_database_lose_nothing_and_the_hub_comes_back_by_itself()
    {
        using var server = new PostgresServer();
        using var folder = new HubFolder(server.ConnectionString);
        await using var hub = await RunningHub.Start(folder);
        var partner = await hub.As("online");
        await using var stream = new PairStream(partner);
        stream.Start();
        for (var kill = 0; kill < 20; kill++)
        {
            await stream.Progress();
            await Task.Delay(RandomNumberGenerator.GetInt32(0, 200));
            (kill % 2 == 0 ? (Action)server.Kill : server.StopAtOnce)();
            await IsUnavailable(partner);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await Health(hub, "ready"));
            Assert.Equal(HttpStatusCode.OK, await Health(hub, "live"));
            server.Start();
        }

        await stream.Progress();
        await stream.Stop();
        await stream.Check(folder.Database);
        Assert.Equal(HttpStatusCode.OK, await Health(hub, "ready"));
        Assert.Equal(0, (await folder.Run("audit")).Status);
    }

    /// <summary>Every other hub dies while it is still warming up, the rest in full stream.</summary>
    private static async Task KillHub(HubFolder folder, int kills)
    {
        await (await RunningHub.Start(folder)).DisposeAsync();
        await using var stream = new PairStream(new Partner(folder.Address, await folder.Token("online", null)));
        stream.Start();
        for (var kill = 0; kill < kills; kill++)
        {
            await using var hub = await RunningHub.Start(folder, demo: false);
            await stream.Progress(kill % 2 == 0 ? 1 : 0);
            await Task.Delay(RandomNumberGenerator.GetInt32(0, 200));
            hub.Kill();
        }

        await using var last = await RunningHub.Start(folder);
        await stream.Progress();
        await stream.Stop();
        Assert.True(stream.Answered > kills / 2, $"only {stream.Answered} transactions were answered");
        await stream.Check(folder.Database);
        Assert.Equal(0, (await folder.Run("audit")).Status);
    }

    private static async Task IsUnavailable(Partner partner)
    {
        foreach (var path in new[] { "/fhir/Patient/nobody", "/fhir/Task?status=requested", "/fhir/_history" })
        {
            var refused = (await partner.Get(path)).Is(HttpStatusCode.ServiceUnavailable);
            Assert.Equal(["unavailable"], refused.Problems);
            Assert.NotNull(refused.RetryAfter);
        }

    }

    private static async Task<HttpStatusCode> Health(RunningHub hub, string which)
    {
        using var probe = new HttpClient { BaseAddress = hub.Address };
        using var answer = await probe.GetAsync(new Uri($"/health/{which}", UriKind.Relative));
        return answer.StatusCode;
    }
}
