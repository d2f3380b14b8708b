using System.Text.Json.Nodes;

namespace Hub.Api.Tests.Http;

/// <summary>What the server under the hub would refuse without a word is refused by the hub, in its own; what only the server can refuse is known.</summary>
public sealed class TransportTests(OnKestrel hub) : IClassFixture<OnKestrel>
{
    [Theory]
    [InlineData(8_300)]
    [InlineData(30_000)]
    public async Task A_long_address_is_414(int length)
    {
        var (status, body) = await hub.Send($"GET /fhir/Patient?name={new string('x', length)} HTTP/1.1\r\n{hub.Head}\r\n");

        Assert.Equal((414, "address-too-long"), (status, Code(body)));
    }

    [Fact]
    public async Task Large_headers_are_431()
    {
        var large = await hub.Send($"GET /fhir/metadata HTTP/1.1\r\n{hub.Head}X-Long: {new string('x', 40_000)}\r\n\r\n");
        var many = await hub.Send($"GET /fhir/metadata HTTP/1.1\r\n{hub.Head}{string.Concat(Enumerable.Range(0, 150).Select(i => $"X-{i}: 1\r\n"))}\r\n");

        Assert.Equal((431, "headers-too-large"), (large.Status, Code(large.Body)));
        Assert.Equal((431, "headers-too-large"), (many.Status, Code(many.Body)));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_413_whether_or_not_it_says_so()
    {
        var said = await hub.Send($"POST /fhir/Basic HTTP/1.1\r\n{hub.Head}Content-Type: application/fhir+json\r\nContent-Length: 20000000\r\n\r\n");
        var chunk = $"100000\r\n{new string(' ', 0x100000)}\r\n";
        var unsaid = await hub.Send($"POST /fhir/Basic HTTP/1.1\r\n{hub.Head}Content-Type: application/fhir+json\r\nTransfer-Encoding: chunked\r\n\r\n{string.Concat(Enumerable.Repeat(chunk, 6))}");

        Assert.Equal((413, "too-large"), (said.Status, Code(said.Body)));
        Assert.Equal((413, "too-large"), (unsaid.Status, Code(unsaid.Body)));
    }

    [Fact]
    public async Task A_body_whose_chunks_are_none_is_400()
    {
        var (status, body) = await hub.Send($"POST /fhir/Basic HTTP/1.1\r\n{hub.Head}Content-Type: application/fhir+json\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");

        Assert.Equal((400, "malformed-request"), (status, Code(body)));
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_408()
    {
        var (status, body) = await hub.Send($"POST /fhir/Basic HTTP/1.1\r\n{hub.Head}Content-Type: application/fhir+json\r\nContent-Length: 100\r\n\r\n{{");

        Assert.Equal((408, "request-timeout"), (status, Code(body)));
    }

    [Theory]
    [InlineData("GET /fhir/metadata HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /fhir/meta data HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("nonsense\r\n\r\n", 400)]
    public async Task What_is_no_request_is_refused_by_the_server_alone(string sent, int expected)
    {
        var (status, body) = await hub.Send(sent);

        Assert.Equal((expected, ""), (status, body));
    }

    [Fact]
    public async Task Far_beyond_the_bounds_the_server_refuses_alone()
    {
        var address = await hub.Send($"GET /fhir/Patient?name={new string('x', 40_000)} HTTP/1.1\r\n{hub.Head}\r\n");
        var headers = await hub.Send($"GET /fhir/metadata HTTP/1.1\r\n{hub.Head}X-Long: {new string('x', 140_000)}\r\n\r\n");

        Assert.Equal((414, "", 431, ""), (address.Status, address.Body, headers.Status, headers.Body));
    }

    private static string Code(string body) => JsonNode.Parse(body)!["issue"]![0]!["details"]!["coding"]![0]!["code"]!.GetValue<string>();
}
