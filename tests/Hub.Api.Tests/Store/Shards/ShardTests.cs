using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Hub.Api.Tests.Store.Shards;

/// <summary>Which requests stay on one shard when the tables are spread by person: every request of the page, against the statements it makes.</summary>
public sealed partial class ShardTests(ListeningHub hub, ITestOutputHelper output) : IClassFixture<ListeningHub>
{
    private static readonly Dictionary<Reach, string> Words = new() { [Reach.One] = "one shard", [Reach.Each] = "every shard", [Reach.Across] = "across shards" };

    private static readonly string[] Records =
    [
        """{"resourceType":"Organization","id":"online","identifier":[{"system":"ods","value":"on"}],"name":"Online"}""",
        """{"resourceType":"Patient","id":"ash","identifier":[{"system":"nhs","value":"9000000009"}],"birthDate":"2009-05-01","name":[{"family":"Ash"}]}""",
        """{"resourceType":"Goal","id":"g1","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/ash"}}""",
        """{"resourceType":"Goal","id":"g2","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/ash"}}""",
        """{"resourceType":"ServiceRequest","id":"sr1","status":"draft","intent":"order","subject":{"reference":"Patient/ash"}}""",
    ];

    [SqliteFact]
    public async Task Each_request_of_the_page_reaches_as_far_as_the_page_says()
    {
        var page = await File.ReadAllTextAsync(Layout.Repository.File("specs/scale.md"));
        var spreadBy = PersonKeyTests.SpreadBy(page);
        var online = hub.Client("online");
        foreach (var record in Records)
        {
            var id = TestStore.Valid(record);
            await online.Put($"{id.Type}/{id.Id}", record);
        }

        var differences = new List<string>();
        foreach (Match row in Rows().Matches(page))
        {
            var (method, address, said) = (row.Groups["method"].Value, row.Groups["address"].Value, row.Groups["reach"].Value);
            hub.Heard.Clear();
            var reply = await online.Call(new HttpMethod(method), address.Replace(@"\|", "|", StringComparison.Ordinal), Body(method, address));
            var reaches = hub.Heard.Distinct().Select(sql => (Sql: sql, Reach: StatementReach.Of(sql, spreadBy))).ToList();
            var (sql, reach) = reaches.MaxBy(one => one.Reach);
            output.WriteLine($"{reply.Status} {method} {address}: {Words[reach]}");
            Assert.InRange(reply.Status, 200, 299);
            if (Words[reach] != said)
            {
                differences.Add($"{method} {address} reaches {Words[reach]} by: {sql}");
            }
        }

        Assert.Empty(differences);
    }

    [Theory]
    [InlineData(Reach.One, "SELECT body FROM resource r JOIN resource_version v ON v.sequence = r.sequence AND v.person_key = r.person_key WHERE r.resource_key = @p0 AND r.person_key = @p1")]
    [InlineData(Reach.One, "SELECT resource_key FROM locator WHERE type = @p0 AND id = @p1")]
    [InlineData(Reach.One, "SELECT id FROM name WHERE text = @p0")]
    [InlineData(Reach.One, "UPDATE resource SET version = @p2 WHERE resource_key = @p0 AND person_key = @p1")]
    [InlineData(Reach.One, "INSERT INTO audit (number, entries) VALUES (@p0, @p1)")]
    [InlineData(Reach.Each, "SELECT body FROM resource r WHERE r.resource_key = @p0")]
    [InlineData(Reach.Each, "DELETE FROM access_grant WHERE source = @p0")]
    [InlineData(Reach.Each, "SELECT 1 FROM index_pair d0 CROSS JOIN resource r ON r.resource_key = d0.resource_key AND r.person_key = d0.person_key WHERE d0.code = 1")]
    [InlineData(Reach.Across, "SELECT 1 FROM index_pair d0 CROSS JOIN resource r ON r.resource_key = d0.resource_key WHERE r.person_key = @p0")]
    [InlineData(Reach.Across, "SELECT 1 FROM locator a JOIN resource r ON r.resource_key = a.resource_key AND r.person_key = a.person_key WHERE a.id = @p0")]
    [InlineData(Reach.Across, "INSERT INTO resource (resource_key) VALUES (@p0)")]
    internal void A_statement_is_read_for_how_far_it_reaches(Reach reach, string sql) =>
        Assert.Equal(reach, StatementReach.Of(sql, PersonKeyTests.SpreadBy(File.ReadAllText(Layout.Repository.File("specs/scale.md")))));

    private static string? Body(string method, string address) => (method, address) switch
    {
        ("POST", _) => Records[2],
        ("PUT", "ServiceRequest/sr1") => Records[4],
        ("PUT", _) => Records[2].Replace("active", "completed", StringComparison.Ordinal),
        _ => null,
    };

    [GeneratedRegex(@"^\| `(?<method>GET|PUT|POST|DELETE) (?<address>\S+)` \| (?<reach>one shard|every shard|across shards) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
