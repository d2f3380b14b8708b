using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Hub.Api.Access;
using Hub.Api.Demo;
using Hub.Api.Http;
using Hub.Api.Interactions;
using Hub.Api.Store;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bench.Population;

/// <summary>
/// Fills a database with the demo's agencies and so many young people, each step through the interactions as the agency that takes
/// it: what is loaded has passed the validator and the gate. A database that holds some already gets those that are missing.
/// </summary>
internal sealed class Loading : IAsyncDisposable
{
    private const int AtOnce = 48;
    private const string AliasSystem = "https://referralhub.example/fhir/NamingSystem/alias";
    private readonly ServiceProvider services;
    private long resources;

    private Loading(ServiceProvider services) => this.services = services;

    /// <summary>load PEOPLE [connection string]</summary>
    public static async Task Run(string[] arguments)
    {
        var connection = arguments.Length > 1 ? arguments[1] : "Data Source=data/hub.db";
        await To(int.Parse(arguments[0], CultureInfo.InvariantCulture), connection);
    }

    public static async Task To(int people, string connection)
    {
        await using var loading = new Loading(Services(connection));
        await new DemoSeed(loading.services).Run(NullLogger.Instance, CancellationToken.None);
        var there = await loading.Held();
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(there + 1, people + 1, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            await loading.Tell(YoungPerson.Of(number));
            loading.Progress(number - there, watch);
        });
        Console.WriteLine($"{Math.Max(people, there)} young people, {there} of them held before; {loading.resources} writes in {watch.Elapsed.TotalSeconds:F0} s ({loading.resources / watch.Elapsed.TotalSeconds:F0}/s)");
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private void Progress(int told, Stopwatch watch)
    {
        if (told % 5000 == 0)
        {
            Console.WriteLine($"  {told} young people, {resources / watch.Elapsed.TotalSeconds:F0} writes/s");
        }
    }

    /// <summary>How many were loaded before: the highest number among the newest.</summary>
    private async Task<int> Held()
    {
        var query = SearchQuery.Parse("Patient", [new("_count", "200")], lenient: false, new List<Issue>());
        var newest = await services.GetRequiredService<ResourceStore>().Search(query, new AccessScope("hub", DateTimeOffset.UtcNow, All: true), CancellationToken.None);
        return newest.Matches.Max(row => JsonNode.Parse(row.Body.Span)!["identifier"]?.AsArray()
            .Where(one => one!["system"]?.GetValue<string>() == AliasSystem)
            .Select(one => one!["value"]!.GetValue<string>())
            .Where(alias => alias.StartsWith(YoungPerson.AliasPrefix, StringComparison.Ordinal))
            .Select(alias => int.Parse(alias.AsSpan(YoungPerson.AliasPrefix.Length), CultureInfo.InvariantCulture))
            .FirstOrDefault() ?? 0);
    }

    private async Task Tell(YoungPerson person)
    {
        var made = await Send(person.Placer, Telling.First(person));
        var of = new Addresses(made["Patient"], made["ServiceRequest"], made["Task"]);
        for (var stage = Stage.Received; stage <= person.Stage; stage++)
        {
            await Send(person.Recipient, Telling.Move(person, stage, of));
            if (stage == Stage.InProgress)
            {
                await Send(person.Recipient, Telling.Plan(person, of));
            }
        }
    }

    /// <summary>The ids of what was written, by type.</summary>
    private async Task<Dictionary<string, string>> Send(string agency, string bundle)
    {
        var caller = new Caller(
            agency, agency, null, SmartScopes.Parse("system/*.cruds"), Purposes.Treatment, null, Guid.CreateVersion7().ToString("N"), "population");
        var request = new FhirRequest
        {
            BaseUrl = services.GetRequiredService<AccessSettings>().FhirUrl,
            Settings = services.GetRequiredService<HttpSettings>(),
            Store = ActivatorUtilities.CreateInstance<GuardedStore>(services, caller),
            Body = JsonText.Of(Encoding.UTF8.GetBytes(bundle)),
        };
        try
        {
            var answer = await Bundles.Act(request, CancellationToken.None);
            var locations = JsonNode.Parse(answer.Body.Span)!["entry"]!.AsArray().Select(entry => entry!["response"]!["location"]!.GetValue<string>()).ToList();
            Interlocked.Add(ref resources, locations.Count);
            return locations.Select(location => location.Split("/fhir/")[^1].Split('/')).DistinctBy(parts => parts[0]).ToDictionary(parts => parts[0], parts => parts[1]);
        }
        catch (ProblemException refused)
        {
            throw new InvalidOperationException($"The population does not fit the rules: {refused.Issues[0].Expression}: {refused.Issues[0].Text}", refused);
        }
    }

    /// <summary>The hub's parts on that database, without a web server; tokens last for a long run.</summary>
    internal static ServiceProvider Services(string connection)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Hub:Database:ConnectionString", connection),
            new("Hub:BaseUrl", Ratios.Tokens.BaseUrl),
            new("Hub:TokenMinutes", "1000"),
        ]).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddStore(configuration)
            .AddTokenParts()
            .AddSingleton(new HttpSettings())
            .BuildServiceProvider();
    }
}
