using System.Net;

namespace Hub.Api.Tests.EndToEnd;

/// <summary>The log of the hub as it is shipped, where its output goes to another program.</summary>
[Collection("processes")]
public sealed class LogTests : IDisposable
{
    private readonly HubFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_request_has_its_line_also_the_last_before_a_stop()
    {
        await using var hub = await RunningHub.Start(folder, demo: false);
        var partner = new RunningHubCaller(hub);
        await partner.Ask("metadata", "asked-first");
        Assert.True(await hub.Says("GET /fhir/metadata: 200 in "));
        Assert.True(await hub.Says("request asked-first, correlation asked-first"));

        await partner.Ask("nowhere/at/all/in/here", "asked-last");
        await hub.Stop();

        Assert.Contains("request asked-last, correlation asked-last", hub.Console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_of_the_log_is_as_configured()
    {
        await using var hub = RunningHub.Begin(folder, "--Hub:Demo=false", "--Logging:Console:FormatterName=json", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information");
        await hub.Answers("/health/ready", HttpStatusCode.OK, TimeSpan.FromSeconds(60));
        await new RunningHubCaller(hub).Ask("metadata", "in-json");

        Assert.True(await hub.Says("\"RequestId\":\"in-json\""));
        Assert.True(await hub.Says("Application started."));
    }

    private sealed class RunningHubCaller(RunningHub hub)
    {
        public async Task Ask(string path, string requestId)
        {
            using var http = new HttpClient { BaseAddress = hub.Address };
            using var request = new HttpRequestMessage(HttpMethod.Get, $"fhir/{path}");
            request.Headers.Add("X-Request-Id", requestId);
            using var answer = await http.SendAsync(request);
            Assert.Equal(requestId, answer.Headers.GetValues("X-Request-Id").Single());
        }
    }
}
