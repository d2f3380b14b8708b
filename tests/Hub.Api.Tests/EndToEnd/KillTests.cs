using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Hub.Api.Tests.Store;

namespace Hub.Api.Tests.EndToEnd;

[Collection("processes")]
public sealed class KillTests : IDisposable
{
    private const int Kills = 50;
    private const int Writers = 4;
    private const string Numbering = "urn:example:kill";

    private readonly HubFolder folder = new();
    private readonly ConcurrentBag<string> answered = [];
    private int sent;

    public void Dispose() => folder.Dispose();

    [SqliteFact]
    public async Task Fifty_kills_in_a_stream_of_transactions_lose_nothing_and_leave_no_half()
    {
        await (await RunningHub.Start(folder)).DisposeAsync();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var hub = await RunningHub.Start(folder, demo: false);
            var partner = await hub.As("online");
            var writers = Enumerable.Range(0, Writers).Select(_ => WriteUntilTheEnd(partner)).ToArray();
            await Wait(untilAnswered: kill % 2 == 0);
            hub.Kill();
            await Task.WhenAll(writers);
        }

        await using var last = await RunningHub.Start(folder);
        Assert.True(answered.Count > Kills, $"only {answered.Count} of {sent} transactions were answered");
        await EveryAnsweredTransactionIsWhole(await last.As("online"));
        Assert.Equal("ok", folder.Database.Execute("PRAGMA integrity_check"));
    }

    /// <summary>Every other hub dies while it is still warming up, the rest in full stream.</summary>
    private async Task Wait(bool untilAnswered)
    {
        var before = answered.Count;
        for (var turn = 0; untilAnswered && answered.Count == before && turn < 1000; turn++)
        {
            await Task.Delay(10);
        }
        await Task.Delay(RandomNumberGenerator.GetInt32(0, 300));
    }

    private async Task WriteUntilTheEnd(Partner partner)
    {
        while (true)
        {
            var number = Interlocked.Increment(ref sent).ToString("D6", CultureInfo.InvariantCulture);
            try
            {
                var answer = await partner.Post("/fhir", Pair(number));
                answer.Is(HttpStatusCode.OK);
                answered.Add(number);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    /// <summary>A person and an observation about them: both or neither.</summary>
    private static JsonNode Pair(string number) => JsonNode.Parse($$"""
        { "resourceType": "Bundle", "type": "transaction", "entry": [
          { "fullUrl": "urn:uuid:00000000-0000-4000-8000-000000{{number}}", "request": { "method": "POST", "url": "Patient" },
            "resource": { "resourceType": "Patient", "identifier": [ { "system": "{{Numbering}}", "value": "{{number}}" } ] } },
          { "request": { "method": "POST", "url": "Observation" },
            "resource": { "resourceType": "Observation", "status": "final", "code": { "text": "kept" },
              "identifier": [ { "system": "{{Numbering}}", "value": "{{number}}" } ],
              "subject": { "reference": "urn:uuid:00000000-0000-4000-8000-000000{{number}}" } } } ] }
        """)!;

    private async Task EveryAnsweredTransactionIsWhole(Partner partner)
    {
        var people = await All(partner, "Patient");
        var observations = await All(partner, "Observation");
        var byReference = people.ToDictionary(person => $"Patient/{person["id"]}", Number);

        Assert.Empty(answered.Except(people.Select(Number)));
        Assert.Equal(people.Select(Number).Order(), observations.Select(Number).Order());
        Assert.All(observations, observation => Assert.Equal(Number(observation), byReference[observation["subject"]!["reference"]!.GetValue<string>()]));
        Assert.True(people.Count <= sent);
    }

    private static string Number(JsonObject resource) => resource["identifier"]![0]!["value"]!.GetValue<string>();

    private static async Task<List<JsonObject>> All(Partner partner, string type)
    {
        var found = new List<JsonObject>();
        for (var page = $"/fhir/{type}?identifier={Numbering}|&_count=200"; page is not null;)
        {
            var bundle = (await partner.Get(page)).Is(HttpStatusCode.OK).Body;
            found.AddRange(bundle["entry"]?.AsArray().Select(entry => entry!["resource"]!.AsObject()) ?? []);
            page = bundle["link"]!.AsArray().FirstOrDefault(link => link!["relation"]!.GetValue<string>() == "next")?["url"]!.GetValue<string>();
        }
        return found;
    }
}
