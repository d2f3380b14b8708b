using System.Text.Json.Nodes;
using Bench.Population;
using Hub.Api.Access;
using Hub.Api.Demo;
using Hub.Api.Store;
using Hub.Api.Store.Dialects;
using Hub.Fhir.Definitions;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Bench.Ratios;

/// <summary>Tokens as the hub would give them, but good for the whole run.</summary>
internal sealed class Tokens
{
    /// <summary>What the hub is told that it is called.</summary>
    public const string BaseUrl = "http://hub.example";

    private readonly Dictionary<string, string> byAgency;

    private Tokens(Dictionary<string, string> byAgency) => this.byAgency = byAgency;

    public static IReadOnlyList<string> Agencies { get; } = [.. DemoSeed.Agencies.Keys];

    public string this[string agency] => byAgency[agency];

    public static async Task<Tokens> Of(IServiceProvider services)
    {
        var issue = services.GetRequiredService<AccessTokens>();
        var byAgency = new Dictionary<string, string>();
        foreach (var agency in Agencies)
        {
            var partner = await services.GetRequiredService<Partners>().Find(agency, CancellationToken.None);
            byAgency[agency] = issue.Issue(partner!, SmartScopes.Parse(partner!.Scopes), Purposes.Treatment);
        }

        return new Tokens(byAgency);
    }
}

/// <summary>What is asked for: resources of a loaded database that the agencies may see, some their own and some by a grant.</summary>
internal sealed record Sample(Tokens Tokens, IReadOnlyList<(string Agency, string Address)> Readable, IReadOnlyList<(string Agency, string Person)> Persons, long Resources)
{
    private const int Most = 1000;

    public static async Task<Sample> Of(string connection, CeilingStore? ceiling = null)
    {
        await using var services = Loading.Services(connection);
        var store = services.GetRequiredService<ResourceStore>();
        var (readable, persons) = (new List<(string Agency, string Address)>(), new List<(string Agency, string Person)>());
        foreach (var agency in Tokens.Agencies)
        {
            var scope = new AccessScope(agency, DateTimeOffset.UtcNow);
            var tasks = await store.Search(Query("Task", $"owner=Organization/{agency}"), scope, CancellationToken.None);
            var known = await store.Search(Query("Patient", ""), scope, CancellationToken.None);
            readable.AddRange(tasks.Matches.Concat(known.Matches).Select(row => (agency, row.Address.ToString())));
            persons.AddRange(known.Matches.Where(row => row.Author == agency).Select(row => (agency, row.Address.ToString())));
        }

        ceiling?.Fill(Rows(store));
        using var session = services.GetRequiredService<Dialect>().Open(writing: false);
        var total = session.First("SELECT COUNT(*) FROM resource WHERE deleted = 0", row => row.GetInt64(0));
        return new Sample(await Tokens.Of(services), readable, persons, total);
    }

    /// <summary>Everything current that the hub holds, as the bare table keeps it.</summary>
    private static IEnumerable<BareRow> Rows(ResourceStore store)
    {
        var scope = new AccessScope("hub", DateTimeOffset.UtcNow, All: true);
        foreach (var type in HubTypes.Stored)
        {
            for (string? cursor = ""; cursor is not null;)
            {
                var page = store.Search(Query(type, cursor), scope, CancellationToken.None).GetAwaiter().GetResult();
                foreach (var row in page.Matches)
                {
                    var task = type == "Task" ? JsonNode.Parse(row.Body.Span) : null;
                    yield return new BareRow(row.Key, row.Address.ToString(), task?["owner"]?["reference"]?.GetValue<string>(), task?["status"]?.GetValue<string>(), row.Body.ToArray());
                }

                cursor = page.NextCursor is { } next ? $"_cursor={next}" : null;
            }
        }
    }

    private static SearchQuery Query(string type, string text) => SearchQuery.Parse(
        type, text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])).Append(new("_count", $"{Most}")), false, new List<Issue>());
}
