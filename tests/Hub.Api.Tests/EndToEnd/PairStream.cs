using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Hub.Api.Tests.Store;

namespace Hub.Api.Tests.EndToEnd;

/// <summary>
/// A partner that writes without pause, in transactions of a person and an observation about them. What is not answered it sends
/// again under the same X-Request-Id, as a partner should, until it is answered.
/// </summary>
internal sealed class PairStream(Partner partner, int writers = 4) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string stream = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
    private readonly ConcurrentBag<string> answered = [];
    private readonly ConcurrentBag<Answer> refusals = [];
    private readonly CancellationTokenSource end = new();
    private int sent;
    private Task[] running = [];

    public int Answered => answered.Count;

    public IReadOnlyCollection<string> AnsweredNumbers => answered;

    public void Start() => running = [.. Enumerable.Range(0, writers).Select(_ => Task.Run(WriteUntilTheEnd))];

    /// <summary>Until the hub has answered something new.</summary>
    public async Task Progress(int more = 1)
    {
        var goal = answered.Count + more;
        for (var turn = 0; answered.Count < goal; turn++)
        {
            Assert.True(turn < 3000, "The hub answers no writes any more.");
            if (running.FirstOrDefault(writer => writer.IsFaulted) is { } failed)
            {
                await failed;
            }

            await Task.Delay(Pause);
        }
    }

    public async Task Stop()
    {
        await end.CancelAsync();
        await Task.WhenAll(running);
    }

    /// <summary>Everything that was answered is there, once; nothing is there by half; the numbers of the hub have no gap; the feed has it all.</summary>
    public async Task Check(TestDatabase database)
    {
        var people = await All("Patient");
        var observations = await All("Observation");
        var byReference = people.ToDictionary(person => $"Patient/{person["id"]}", Number);

        Assert.Empty(answered.Except(people.Select(Number)));
        Assert.Equal(people.Count, people.Select(Number).Distinct().Count());
        Assert.Equal(people.Select(Number).Order(), observations.Select(Number).Order());
        Assert.All(observations, observation => Assert.Equal(Number(observation), byReference[observation["subject"]!["reference"]!.GetValue<string>()]));
        Assert.True(people.Count <= sent);
        Assert.All(refusals, refusal => Assert.NotNull(refusal.RetryAfter));
        foreach (var (table, number) in new[] { ("resource_version", "sequence"), ("outbox", "number") })
        {
            Assert.Equal(database.Execute($"SELECT count(*) FROM {table}"), database.Execute($"SELECT coalesce(max({number}), 0) FROM {table}"));
        }

        Assert.Equal(database.Execute("SELECT coalesce(sum(entries), 0) FROM audit"), database.Execute("SELECT coalesce(max(number + entries - 1), 0) FROM audit"));

        var feed = await Feed(partner, "_history?_count=1000");
        Assert.Equal(feed.Count, feed.Distinct().Count());
        Assert.Empty(people.Concat(observations).Select(resource => $"{resource["resourceType"]}/{resource["id"]}/1").Except(feed));
    }

    /// <summary>The versions of a history, page after page, newest first, as type/id/version.</summary>
    public static async Task<List<string>> Feed(Partner partner, string query)
    {
        var versions = new List<string>();
        for (var page = $"/fhir/{query}"; page is not null;)
        {
            var bundle = (await partner.Get(page)).Is(HttpStatusCode.OK).Body;
            versions.AddRange(bundle["entry"]?.AsArray().Select(entry => entry!["resource"]!).Select(resource => $"{resource["resourceType"]}/{resource["id"]}/{resource["meta"]!["versionId"]}") ?? []);
            page = Next(bundle);
        }

        return versions;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        end.Dispose();
    }

    private async Task WriteUntilTheEnd()
    {
        while (!end.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref sent).ToString("D6", CultureInfo.InvariantCulture);
            while (!await Write(number) && !end.IsCancellationRequested)
            {
                await Task.Delay(Pause);
            }
        }
    }

    /// <summary>False when the hub could not be reached, or said that it cannot now.</summary>
    private async Task<bool> Write(string number)
    {
        try
        {
            var answer = await partner.Post("/fhir", Pair(number), ("X-Request-Id", $"{stream}-{number}"));
            if (answer.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway)
            {
                refusals.Add(answer);
                return false;
            }

            answer.Is(HttpStatusCode.OK);
            answered.Add(number);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>A person and an observation about them: both or neither.</summary>
    private JsonNode Pair(string number) => JsonNode.Parse($$"""
        { "resourceType": "Bundle", "type": "transaction", "entry": [
          { "fullUrl": "urn:uuid:00000000-0000-4000-8000-000000{{number}}", "request": { "method": "POST", "url": "Patient" },
            "resource": { "resourceType": "Patient", "identifier": [ { "system": "urn:example:{{stream}}", "value": "{{number}}" } ] } },
          { "request": { "method": "POST", "url": "Observation" },
            "resource": { "resourceType": "Observation", "status": "final", "code": { "text": "kept" },
              "identifier": [ { "system": "urn:example:{{stream}}", "value": "{{number}}" } ],
              "subject": { "reference": "urn:uuid:00000000-0000-4000-8000-000000{{number}}" } } } ] }
        """)!;

    private async Task<List<JsonObject>> All(string type)
    {
        var found = new List<JsonObject>();
        for (var page = $"/fhir/{type}?identifier=urn:example:{stream}|&_count=1000"; page is not null;)
        {
            var bundle = (await partner.Get(page)).Is(HttpStatusCode.OK).Body;
            found.AddRange(bundle["entry"]?.AsArray().Select(entry => entry!["resource"]!.AsObject()) ?? []);
            page = Next(bundle);
        }

        return found;
    }

    private static string? Next(JsonObject bundle) =>
        bundle["link"]!.AsArray().FirstOrDefault(link => link!["relation"]!.GetValue<string>() == "next")?["url"]!.GetValue<string>();

    private static string Number(JsonObject resource) => resource["identifier"]![0]!["value"]!.GetValue<string>();
}
