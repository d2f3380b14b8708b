using System.Net.Http.Headers;

namespace Hub.Api.Tests.Http;

public sealed class DoorTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Theory]
    [InlineData("GET", "a/b/c/d/e", 404, "not-found")]
    [InlineData("GET", "Patient/1/$unknown", 404, "not-found")]
    [InlineData("DELETE", "metadata", 405, "method-not-allowed")]
    [InlineData("POST", "Patient/1", 405, "method-not-allowed")]
    [InlineData("PUT", "Patient/1/_history", 405, "method-not-allowed")]
    [InlineData("TRACE", "Patient/1", 405, "method-not-allowed")]
    public async Task An_address_that_is_not_there_is_said_to_be(string method, string address, int status, string problem)
    {
        var reply = await online.Call(new HttpMethod(method), address, null);

        Assert.Equal((status, problem), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task A_405_says_what_is_allowed()
    {
        var reply = await online.Call(HttpMethod.Patch, "Patient/1/_history/1", "{}");

        Assert.Equal(["GET", "HEAD"], reply.Response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Ids_of_a_request_are_echoed_and_stand_in_the_outcome()
    {
        var reply = await online.Get("Basic/none", ("X-Request-Id", "r-1"), ("X-Correlation-Id", "c-1"));

        Assert.Equal("r-1", reply.Response.Headers.GetValues("X-Request-Id").Single());
        Assert.Equal("c-1", reply.Response.Headers.GetValues("X-Correlation-Id").Single());
        Assert.Equal("c-1", reply.Json["issue"]![0]!["diagnostics"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_request_without_ids_gets_some()
    {
        var first = await online.Get("metadata");
        var second = await online.Get("metadata");

        Assert.NotEmpty(first.Response.Headers.GetValues("X-Request-Id").Single());
        Assert.NotEqual(first.Response.Headers.GetValues("X-Request-Id"), second.Response.Headers.GetValues("X-Request-Id"));
    }

    [Fact]
    public async Task An_id_that_could_not_stand_in_a_log_is_not_taken()
    {
        var reply = await online.Get("metadata", ("X-Request-Id", new string('x', 500)));

        Assert.True(reply.Response.Headers.GetValues("X-Request-Id").Single().Length <= 128);
    }

    [Theory]
    [InlineData("/nowhere", "[name=x")]
    [InlineData("/nowhere?[name=x", "name=x")]
    [InlineData("/account/signin?[name=x", "[name=x")]
    public async Task A_page_asked_with_a_bracket_left_open_does_not_fail(string address, string form)
    {
        using var content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));

        var reply = await hub.Anyone().Send(HttpMethod.Post, address, content);

        Assert.InRange(reply.Status, 400, 499);
    }

    [Theory]
    [InlineData("application/fhir+json", "application/fhir+json")]
    [InlineData("application/json", "application/json")]
    [InlineData("*/*", "application/fhir+json")]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", "application/fhir+json")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/fhir+json")]
    [InlineData("application/fhir+json;q=0.5, application/fhir+xml;q=0.9", "application/fhir+xml")]
    [InlineData("application/fhir+xml", "application/fhir+xml")]
    [InlineData("text/turtle, application/xml", "application/xml")]
    public async Task Accept_is_met(string accept, string type)
    {
        var reply = await online.Get("metadata", ("Accept", accept));

        Assert.Equal((200, type), (reply.Status, reply.Response.Content.Headers.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("metadata", "text/turtle")]
    [InlineData("metadata?_format=html", "*/*")]
    [InlineData("metadata?_format=text/turtle", "application/fhir+json")]
    public async Task What_the_hub_does_not_write_is_406(string address, string accept)
    {
        var reply = await online.Get(address, ("Accept", accept));

        Assert.Equal((406, "not-acceptable"), (reply.Status, reply.Problems.Single()));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("application/json")]
    [InlineData("application/fhir+json")]
    [InlineData("application/fhir%2Bjson")]
    [InlineData("xml")]
    public async Task Format_goes_before_Accept(string format)
    {
        var reply = await online.Get($"metadata?_format={format}", ("Accept", "text/turtle"));

        Assert.Equal(200, reply.Status);
    }

    [Fact]
    public async Task Pretty_puts_tokens_on_lines_and_changes_none()
    {
        const string sent = """{"resourceType":"Observation","status":"final","code":{"text":"a\u0041\/<b>&ü"},"valueQuantity":{"value":1.10}}""";
        var created = await online.Post("Observation", sent);

        var pretty = await online.Get($"Observation/{created.Id}?_pretty=true");

        Assert.Contains("\n  \"status\": \"final\"", pretty.Text, StringComparison.Ordinal);
        Assert.Contains("\"a\\u0041\\/<b>&ü\"", pretty.Text, StringComparison.Ordinal);
        Assert.Equal(sent, Parts.WithoutStamp(pretty.Text));
    }

    [Fact]
    public async Task Health_is_told_without_a_token()
    {
        var live = await hub.Anyone().Get("/health/live");
        var ready = await hub.Anyone().Get("/health/ready");

        Assert.Equal((200, 200), (live.Status, ready.Status));
    }

    [Fact]
    public async Task Without_a_token_only_the_capabilities_are_told()
    {
        var metadata = await hub.Anyone().Get("metadata");
        var search = await hub.Anyone().Get("Patient");

        Assert.Equal(200, metadata.Status);
        Assert.Equal((401, "login-required"), (search.Status, search.Problems.Single()));
        Assert.StartsWith("Bearer", search.Response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }
}
