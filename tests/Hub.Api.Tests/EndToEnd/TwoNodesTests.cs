using System.Net;
using System.Text.Json.Nodes;
using Hub.Api.Tests.Access;
using Hub.Api.Tests.Store;

namespace Hub.Api.Tests.EndToEnd;

[Collection("processes")]
public sealed class TwoNodesTests(TwoNodes hub) : IClassFixture<TwoNodes>
{
    private const int Races = 1000;
    private const int AtOnce = 16;
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(5);

    [PostgresFact]
    public async Task A_thousand_conditional_creates_race_and_make_one_resource_each()
    {
        var online = await hub.As("online");
        var made = new int[Races];

        await Parallel.ForAsync(0, Races, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (race, _) =>
        {
            var answers = await Task.WhenAll(Create(online, race), Create(online, race));
            made[race] = answers.Count(answer => answer.Status == HttpStatusCode.Created);
            Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.OK, answer.Text));
            Assert.Single(answers.Select(answer => answer.Location).Distinct());
        });

        Assert.All(made, created => Assert.Equal(1, created));
        Assert.Equal(Races, (await online.Get("/fhir/Patient?identifier=urn:example:race|&_summary=count")).Body["total"]!.GetValue<int>());
    }

    [PostgresFact]
    public async Task A_node_that_is_stopped_or_killed_in_mid_load_loses_nothing_and_each_effect_is_seen_once()
    {
        var online = await hub.As("online");
        await using var stream = new PairStream(online, writers: 6);
        stream.Start();
        for (var turn = 0; turn < 4; turn++)
        {
            await stream.Progress(10);
            var node = turn % 2;
            if (turn < 2)
            {
                await hub.Node(node).Stop();
            }
            else
            {
                hub.Node(node).Kill();
            }

            await stream.Progress(10);
            await hub.Node(node).DisposeAsync();
            await hub.Start(node);
        }

        await stream.Progress(10);
        await stream.Stop();
        await stream.Check(hub.Folder.Database);
    }

    [PostgresFact]
    public async Task A_poller_of_the_history_never_misses_a_change_that_was_answered_before_it_asked()
    {
        var online = await hub.As("online");
        await using var stream = new PairStream(online, writers: 6);
        var seen = new HashSet<string>();
        var since = (await online.Get("/fhir/_history?_count=1")).Body["entry"]![0]!["resource"]!["meta"]!["lastUpdated"]!.GetValue<string>();
        stream.Start();
        for (var poll = 0; poll < 40; poll++)
        {
            await stream.Progress();
            var answered = stream.AnsweredNumbers.ToList();
            since = await Poll(online, since, seen);
            Assert.Empty(answered.Except(seen));
        }
    }

    [PostgresFact]
    public async Task A_partner_switched_off_or_given_other_keys_on_one_node_is_so_on_the_other_within_seconds()
    {
        var school = await Task.WhenAll(hub.As("social-care", 0), hub.As("social-care", 1));
        var (before, after) = (ClientKey.Es384("before"), ClientKey.Es384("after"));
        await hub.Folder.Run("partner", "social-care", "--jwks", Keys(before), "--enabled", "true");
        await Eventually(0, () => Token(0, before), HttpStatusCode.OK);
        await Eventually(1, () => Token(1, before), HttpStatusCode.OK);

        await hub.Folder.Run("partner", "social-care", "--jwks", Keys(after));
        await Eventually(0, () => Token(0, before), HttpStatusCode.Unauthorized);
        await Eventually(1, () => Token(1, before), HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await Token(1, after));

        await hub.Folder.Run("partner", "social-care", "--enabled", "false");
        await Eventually(0, () => Read(school[0]), HttpStatusCode.Unauthorized);
        await Eventually(1, () => Read(school[1]), HttpStatusCode.Unauthorized);
    }

    [PostgresFact]
    public async Task An_assertion_used_at_one_node_is_used_up_at_the_other_and_a_token_of_a_new_key_is_good_at_once()
    {
        var key = ClientKey.Es384();
        await hub.Folder.Run("partner", "camhs", "--jwks", Keys(key));
        var assertion = key.Assertion("camhs", $"{hub.Address}oauth/token", DateTimeOffset.UtcNow);
        await Eventually(0, () => Token(0, key), HttpStatusCode.OK);
        await hub.Folder.Run("roll-keys");
        await Task.Delay(TimeSpan.FromSeconds(1.5));

        using var first = await Ask(0, assertion);
        using var second = await Ask(1, assertion);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
        var token = JsonNode.Parse(await first.Content.ReadAsStringAsync())!["access_token"]!.GetValue<string>();
        (await new Partner(hub.Node(1).Address, token).Get("/fhir/Task")).Is(HttpStatusCode.OK);
        (await new Partner(hub.Node(0).Address, token).Get("/fhir/Task")).Is(HttpStatusCode.OK);
    }

    private static Task<Answer> Create(Partner partner, int race) => partner.Post(
        "/fhir/Patient",
        JsonNode.Parse($$"""{"resourceType":"Patient","identifier":[{"system":"urn:example:race","value":"{{race}}" }]}""")!,
        ("If-None-Exist", $"identifier=urn:example:race|{race}"));

    /// <summary>Asks for what came since, as a partner does that keeps only the time of what it saw last, and notes the numbers of the pairs.</summary>
    private static async Task<string> Poll(Partner partner, string since, HashSet<string> seen)
    {
        string? newest = null;
        for (var page = $"/fhir/_history?_since={Uri.EscapeDataString(since)}&_count=20"; page is not null;)
        {
            var bundle = (await partner.Get(page)).Is(HttpStatusCode.OK).Body;
            foreach (var resource in bundle["entry"]?.AsArray().Select(entry => entry!["resource"]!) ?? [])
            {
                newest ??= resource["meta"]!["lastUpdated"]!.GetValue<string>();
                if (resource["resourceType"]!.GetValue<string>() == "Patient")
                {
                    seen.Add(resource["identifier"]?[0]?["value"]?.GetValue<string>() ?? "");
                }
            }

            page = bundle["link"]!.AsArray().FirstOrDefault(link => link!["relation"]!.GetValue<string>() == "next")?["url"]!.GetValue<string>();
        }

        return newest ?? since;
    }

    private string Keys(ClientKey key)
    {
        var file = Path.Combine(hub.Folder.Path, $"{Guid.NewGuid()}.json");
        File.WriteAllText(file, key.Jwks);
        return file;
    }

    private static async Task<HttpStatusCode> Read(Partner partner) => (await partner.Get("/fhir/Task")).Status;

    private async Task<HttpStatusCode> Token(int node, ClientKey key)
    {
        var client = key.Jwks.Contains("ec-1", StringComparison.Ordinal) ? "camhs" : "social-care";
        using var answer = await Ask(node, key.Assertion(client, $"{hub.Address}oauth/token", DateTimeOffset.UtcNow));
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> Ask(int node, string assertion)
    {
        using var http = new HttpClient { BaseAddress = hub.Node(node).Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
            ["scope"] = "system/*.rs",
        });
        return await http.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
    }

    private static async Task Eventually(int node, Func<Task<HttpStatusCode>> ask, HttpStatusCode expected)
    {
        var end = DateTimeOffset.UtcNow + Seconds;
        HttpStatusCode last;
        while ((last = await ask()) != expected)
        {
            Assert.True(DateTimeOffset.UtcNow < end, $"Node {node} still answers {(int)last} instead of {(int)expected}.");
            await Task.Delay(100);
        }
    }
}
