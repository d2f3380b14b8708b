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
    public async Task Strangers_share_the_bucket_of_their_address_and_leave_the_partners_theirs()
    {
        using var hub = new SlowHub();
        var replies = new List<Reply>();
        for (var request = 0; request < 30; request++)
        {
            replies.Add(await hub.Anyone().Get(request % 2 == 0 ? "metadata" : "/sign-in"));
        }

        Assert.Contains(replies, reply => reply.Status == 429);
        Assert.Equal(404, (await hub.Client("online").Get("Patient/none")).Status);
    }

    [Fact]
    public async Task What_takes_too_long_is_answered_503_and_the_next_request_has_its_own_time()
    {
        using var hub = new HastyHub();

        var (status, body) = await hub.Send($"POST /fhir/Basic HTTP/1.1\r\n{hub.Head}Content-Type: application/fhir+json\r\nContent-Length: 100\r\n\r\n{{");
        Assert.Equal(503, status);
        Assert.Contains(Problems.Unavailable.Code, body, StringComparison.Ordinal);

        Assert.Equal(404, (await hub.Send($"GET /fhir/Basic/none HTTP/1.1\r\n{hub.Head}\r\n")).Status);
    }

    [Fact]
    public void A_deadline_serves_one_request_after_the_other_until_it_has_passed()
    {
        using var gone = new CancellationTokenSource();
        var deadlines = new Deadlines(TimeSpan.FromHours(1));
        var first = deadlines.Begin(gone.Token);
        deadlines.End(first);
        var second = deadlines.Begin(CancellationToken.None);
        gone.Cancel();

        Assert.Same(first, second);
        Assert.False(second.Token.IsCancellationRequested);

        deadlines.End(second);
        var third = deadlines.Begin(gone.Token);
        Assert.True(third.Token.IsCancellationRequested);
        Assert.False(third.HasPassed);

        deadlines.End(third);
        Assert.NotSame(third, deadlines.Begin(CancellationToken.None));
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

    private sealed class HastyHub : OnKestrel
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Hub:Http:Seconds", "1");
        }
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
