using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hub.Api.Tests.Conformance;

/// <summary>Whole records as a generator of synthetic patients writes them: directory first, then each person in one transaction.</summary>
public sealed partial class SyntheaTests(HubHost hub) : IClassFixture<HubHost>
{
    private const int PageSize = 50;
    private static readonly string[] DirectoryTypes = ["Organization", "Location", "Practitioner", "PractitionerRole"];

    private readonly HttpClient online = hub.Client("online");

    /// <summary>What a reference of the records, a urn:uuid or criteria, became on the hub.</summary>
    private readonly Dictionary<string, string> places = [];

    [DataFact]
    public async Task Each_record_goes_in_as_one_transaction_and_everything_returns_it_whole_token_for_token()
    {
        foreach (var file in ThirdPartyData.Files("synthea").Where(file => ThirdPartyData.Name(file).StartsWith('0')))
        {
            await SendDirectory(await File.ReadAllTextAsync(file));
        }

        foreach (var file in ThirdPartyData.Files("synthea").Where(file => !ThirdPartyData.Name(file).StartsWith('0')))
        {
            await SendAndCompare(await File.ReadAllTextAsync(file));
        }
    }

    private async Task SendDirectory(string batch)
    {
        var entries = JsonNode.Parse(batch)!["entry"]!.AsArray();
        var answers = (await online.Post("", batch)).Entries;
        Assert.Equal(entries.Count, answers.Length);
        foreach (var (sent, answer) in entries.Zip(answers))
        {
            Assert.True(answer["response"]!["status"]!.GetValue<string>() is "201 Created" or "200 OK", answer.ToJsonString());
            var resource = sent!["resource"]!;
            if (resource["identifier"]?[0] is { } identifier)
            {
                places[$"{resource["resourceType"]}?identifier={identifier["system"]}|{identifier["value"]}"] = Place(answer);
            }
        }
    }

    private async Task SendAndCompare(string transaction)
    {
        var entries = JsonNode.Parse(transaction)!["entry"]!.AsArray();
        var reply = await online.Post("", transaction);
        Assert.True(reply.Status == 200, reply.Text);
        Assert.All(reply.Entries, answer => Assert.Equal("201 Created", answer["response"]!["status"]!.GetValue<string>()));
        foreach (var (sent, answer) in entries.Zip(reply.Entries))
        {
            places[sent!["fullUrl"]!.GetValue<string>()] = Place(answer);
        }

        var named = new HashSet<string>();
        var expected = entries.ToDictionary(entry => places[entry!["fullUrl"]!.GetValue<string>()], entry => Linked(entry!["resource"]!.ToJsonString(), named));
        var (record, directory) = await Everything(expected.Keys.Single(place => place.StartsWith("Patient/", StringComparison.Ordinal)));

        Assert.Equal(expected.Keys.Order(), record.Keys.Order());
        Assert.All(expected, sent => Assert.Null(TokenForToken.Difference(sent.Value, record[sent.Key])));
        Assert.Empty(named.Where(place => DirectoryTypes.Contains(place.Split('/')[0])).Except(directory));
    }

    /// <summary>The record page by page, and the directory entries that its pages bring along.</summary>
    private async Task<(Dictionary<string, string> Record, HashSet<string> Directory)> Everything(string person)
    {
        var record = new Dictionary<string, string>();
        var directory = new HashSet<string>();
        var pages = 0;
        for (var page = $"{person}/$everything?_count={PageSize}"; page is not null; pages++)
        {
            var reply = await online.Get(page);
            Assert.True(reply.Status == 200, reply.Text);
            Assert.InRange(reply.Matches.Length, 1, PageSize);
            foreach (var resource in reply.Matches)
            {
                record.Add($"{resource["resourceType"]}/{resource["id"]}", resource.ToJsonString());
            }

            directory.UnionWith(reply.Entries.Select(entry => entry["resource"]!).Except(reply.Matches).Select(resource => $"{resource["resourceType"]}/{resource["id"]}"));
            page = reply.Link("next");
        }

        Assert.True(pages > 1, "The record fitted on one page.");
        return (record, directory);
    }

    /// <summary>The resource with every reference as the hub resolves it.</summary>
    private string Linked(string resource, HashSet<string> named) => Reference().Replace(resource, match =>
    {
        var place = places.GetValueOrDefault(match.Groups[1].Value, match.Groups[1].Value);
        named.Add(place);
        return $"\"reference\":\"{place}\"";
    });

    private static string Place(JsonNode answer) => string.Join('/', answer["response"]!["location"]!.GetValue<string>().Split("/_history")[0].Split('/')[^2..]);

    [GeneratedRegex("\"reference\":\"([^\"]+)\"")]
    private static partial Regex Reference();
}
