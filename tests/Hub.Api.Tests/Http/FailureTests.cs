using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Api.Tests.Store;
using Hub.Fhir.Outcomes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Api.Tests.Http;

/// <summary>When the hub itself is at its end: said in the same shape as everything else.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task What_nobody_expected_answers_500_and_tells_nothing_of_itself()
    {
        var context = new DefaultHttpContext();
        context.Request.Path = "/fhir/Patient/1";
        context.Response.Body = new MemoryStream();
        var failures = new FhirFailures(
            _ => throw new InvalidOperationException("Jamie's address"), new AccessSettings(AccessSettings.LocalUrl, TimeSpan.FromMinutes(5)), new HttpSettings(),
            NullLogger<FhirFailures>.Instance);

        await failures.Invoke(context);

        context.Response.Body.Position = 0;
        var text = await new StreamReader(context.Response.Body).ReadToEndAsync();
        Assert.Equal(500, context.Response.StatusCode);
        Assert.Contains(Problems.InternalError.Code, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Jamie", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_closing_says_that_it_cannot_now()
    {
        await using var store = TestStore.Open();
        await store.Store.DisposeAsync();

        var refused = await Assert.ThrowsAsync<ProblemException>(() => store.Put("""{"resourceType":"Basic","id":"late","code":{"text":"x"}}"""));

        Assert.Equal(Problems.Unavailable, refused.Issues[0].Problem);
        Assert.Equal(503, refused.Status);
    }

    [Fact]
    public async Task A_client_that_asks_too_often_is_told_when_to_come_back()
    {
        using var hub = new SlowHub();
        using var client = hub.Client("online");

        var replies = new List<Reply>();
        for (var request = 0; request < 30; request++)
        {
            replies.Add(await client.Get("Patient/none"));
        }

        var refused = replies.First(reply => reply.Status == 429);
        Assert.Equal(["too-many-requests"], refused.Problems);
        Assert.True(refused.Response.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal(404, replies[0].Status);
    }

    [Fact]
    public async Task An_id_that_is_taken_is_not_created_twice()
    {
        using var hub = new HubHost();
        var basic = TestStore.Valid("""{"resourceType":"Basic","code":{"text":"x"}}""");
        var caller = new Caller("online", "online", null, SmartScopes.Parse(HubHost.AllScopes), Purposes.Treatment, null, "1", "1");
        var guarded = ActivatorUtilities.CreateInstance<GuardedStore>(hub.Services, caller);
        await guarded.Write(transaction => transaction.Create(basic, "taken"), default);

        var refused = await Assert.ThrowsAsync<ProblemException>(() => guarded.Write(transaction => transaction.Create(basic, "taken"), default));

        Assert.Equal(Problems.VersionConflict, refused.Issues[0].Problem);
        Assert.Equal(1, (await guarded.Read(new ResourceKey("Basic", "taken"), default)).Version);
    }

    private sealed class SlowHub : HubHost
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Hub:Http:RequestsPerSecond", "1");
        }
    }
}
