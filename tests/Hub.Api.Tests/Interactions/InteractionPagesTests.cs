using System.Text.Json.Nodes;
using Hub.Api.Tests.Layout;

namespace Hub.Api.Tests.Interactions;

/// <summary>Sends every request of specs/interactions to a fresh hub, page by page, and compares the answers with those on the page.</summary>
public sealed class InteractionPagesTests
{
    public static TheoryData<string> Pages => [.. Directory.GetFiles(Folder, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => name != "README")];

    private static string Folder => Repository.File("specs/interactions");

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_page_says_what_the_hub_does(string page)
    {
        await using var hub = new HubHost();
        var exchanges = HttpBlock.Pairs(await File.ReadAllTextAsync(Path.Combine(Folder, page + ".md")));
        Assert.NotEmpty(exchanges);
        foreach (var (request, expected) in exchanges)
        {
            using var client = Client(hub, request);
            var reply = await client.Send(new HttpMethod(request.Method), request.Address, request.Content, request.OtherHeaders);
            Assert.True(expected.Status == reply.Status, $"{request.Method} {request.Address}: {reply.Status} {reply.Text}");
            Assert.All(expected.Headers, header => AssertHeader(header, reply));
            if (expected.Body.Length > 0)
            {
                AssertHolds(JsonNode.Parse(expected.Body), reply.Json, request.Address);
            }
        }
    }

    // "As: emergency BTG" is who asks and for which purpose.
    private static HttpClient Client(HubHost hub, HttpBlock request)
    {
        var who = (request.Headers.FirstOrDefault(header => header.Name == "As").Value ?? "online").Split(' ');
        return hub.Client(who[0], purpose: who.Length > 1 ? who[1] : Api.Access.Purposes.Treatment);
    }

    [Fact]
    public void Every_row_of_the_routes_has_its_page()
    {
        var named = Api.Http.FhirRoutes.Table.Select(route => route.Interaction).Distinct();
        Assert.All(named, name => Assert.True(File.Exists(Path.Combine(Folder, name.TrimStart('$') + ".md")), name));
    }

    private static void AssertHeader((string Name, string Value) expected, Reply reply)
    {
        var all = reply.Response.Headers.Concat(reply.Response.Content.Headers);
        var value = all.FirstOrDefault(header => header.Key.Equals(expected.Name, StringComparison.OrdinalIgnoreCase)).Value;
        Assert.True(value is not null, $"{expected.Name} is missing");
        if (expected.Value != "…")
        {
            Assert.Equal(expected.Value, string.Join(", ", value));
        }
    }

    /// <summary>Everything expected is there; lists have the length expected.</summary>
    private static void AssertHolds(JsonNode? expected, JsonNode? actual, string place)
    {
        switch (expected)
        {
            case JsonObject properties:
                foreach (var (name, value) in properties)
                {
                    Assert.True(actual?[name] is not null, $"{place}.{name} is missing");
                    AssertHolds(value, actual[name], $"{place}.{name}");
                }

                break;
            case JsonArray items:
                Assert.True(items.Count == (actual as JsonArray)?.Count, $"{place} has another length: {actual}");
                for (var i = 0; i < items.Count; i++)
                {
                    AssertHolds(items[i], actual![i], $"{place}[{i}]");
                }

                break;
            default:
                Assert.True(expected?.ToString() is "…" || expected?.ToString() == actual?.ToString(), $"{place}: {actual} instead of {expected}");
                break;
        }
    }
}
