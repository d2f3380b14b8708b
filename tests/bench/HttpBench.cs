using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Bench;

/// <summary>
/// A running hub over HTTP: http ADDRESS TOKEN [seconds] [connections]. The hub should stand alone on the machine, a Release
/// build with the demo and Hub__Http__RequestsPerSecond=0; the token is one of online's and good for longer than the run.
/// </summary>
internal static class HttpBench
{
    private static readonly string Referral = File.ReadAllText("specs/examples/first-referral.json");

    public static async Task Run(string[] arguments)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(arguments[0].TrimEnd('/') + "/fhir/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", arguments[1]);
        var length = TimeSpan.FromSeconds(arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 10);
        var connections = arguments.Length > 3 ? int.Parse(arguments[3], CultureInfo.InvariantCulture) : 16;
        var person = await Refer(http);

        Console.WriteLine($"{connections} connections, {length.TotalSeconds} s each");
        await Measure("read of a person", length, connections, () => Get(http, person));
        await Measure("search for sent referrals, newest first, with person and request", length, connections, () =>
            Get(http, "Task?requester=Organization/online&_sort=-_lastUpdated&_count=20&_include=Task:patient&_include=Task:focus"));
        await Measure("create of an observation", length, connections, () => Post(http, "Observation", Observation(person)));
        await Measure("the first referral, seven resources in a transaction", length, connections, () => Post(http, "", Referral));
    }

    private static async Task Measure(string what, TimeSpan length, int connections, Func<Task> one)
    {
        await Drive(TimeSpan.FromSeconds(2), connections, one);
        var watch = Stopwatch.StartNew();
        var times = await Drive(length, connections, one);
        var rate = times.Count / watch.Elapsed.TotalSeconds;
        Console.WriteLine($"{what,-68}{rate,8:0}/s   p50 {times[times.Count / 2],6:0.0} ms   p99 {times[times.Count * 99 / 100],6:0.0} ms");
    }

    /// <summary>Milliseconds of every request, in order of length.</summary>
    private static async Task<List<double>> Drive(TimeSpan length, int connections, Func<Task> one)
    {
        var times = new ConcurrentBag<double>();
        var end = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            while (Stopwatch.GetTimestamp() is var start && start < end)
            {
                await one();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }));
        return [.. times.Order()];
    }

    /// <summary>The address of the person of a new referral.</summary>
    private static async Task<string> Refer(HttpClient http)
    {
        var answer = JsonNode.Parse(await Post(http, "", Referral))!;
        var location = answer["entry"]!.AsArray().Select(entry => entry!["response"]!["location"]!.GetValue<string>()).First(place => place.Contains("/Patient/", StringComparison.Ordinal));
        return location.Split("/fhir/")[1].Split("/_history")[0];
    }

    private static string Observation(string person) => $$"""
        { "resourceType": "Observation", "status": "final", "code": { "text": "How was your week?" }, "valueInteger": 6,
          "effectiveDateTime": "2026-11-20T18:00:00Z", "subject": { "reference": "{{person}}" } }
        """;

    private static async Task Get(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<string> Post(HttpClient http, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/fhir+json");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }
}
