namespace Hub.Api.Tests.Interactions;

public sealed class CreateTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task Create_answers_where_the_resource_is_and_what_it_has_become()
    {
        var reply = await online.Post("Patient", """{"resourceType":"Patient","id":"mine","birthDate":"2010-04"}""");

        Assert.Equal(201, reply.Status);
        Assert.NotEqual("mine", reply.Id);
        Assert.Equal("W/\"1\"", reply.ETag);
        Assert.EndsWith($"/fhir/Patient/{reply.Id}/_history/1", reply.Response.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.NotNull(reply.Response.Content.Headers.LastModified);
        Assert.Equal("1", reply.Json["meta"]!["versionId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("return=minimal", "")]
    [InlineData("return=representation", "Basic")]
    [InlineData("return=OperationOutcome", "OperationOutcome")]
    [InlineData("respond-fast, return=\"minimal\"", "")]
    [InlineData("something=else", "Basic")]
    public async Task Prefer_chooses_what_comes_back(string prefer, string type)
    {
        var reply = await online.Post("Basic", """{"resourceType":"Basic","code":{"text":"x"}}""", ("Prefer", prefer));

        Assert.Equal(201, reply.Status);
        Assert.NotNull(reply.Response.Headers.Location);
        Assert.Equal(type, reply.Text.Length == 0 ? "" : reply.Json["resourceType"]!.GetValue<string>());
    }

    [Fact]
    public async Task If_None_Exist_creates_once_and_finds_afterwards()
    {
        const string patient = """{"resourceType":"Patient","identifier":[{"system":"https://a.example","value":"once"}]}""";
        var criteria = ("If-None-Exist", "identifier=https://a.example|once");

        var first = await online.Post("Patient", patient, criteria);
        var second = await online.Post("Patient", patient, criteria);

        Assert.Equal((201, 200), (first.Status, second.Status));
        Assert.Equal(first.Id, second.Id);
    }

    [Fact]
    public async Task If_None_Exist_with_several_matches_is_refused()
    {
        const string patient = """{"resourceType":"Patient","identifier":[{"system":"https://a.example","value":"twice"}]}""";
        await online.Post("Patient", patient);
        await online.Post("Patient", patient);

        var reply = await online.Post("Patient", patient, ("If-None-Exist", "identifier=https://a.example|twice"));

        Assert.Equal((412, "multiple-matches"), (reply.Status, reply.Problems.Single()));
    }

    [Theory]
    [InlineData("unknown=1", "unknown-parameter")]
    [InlineData("_count=5", "invalid-parameter")]
    public async Task If_None_Exist_that_cannot_pick_out_one_resource_is_refused(string criteria, string problem)
    {
        var reply = await online.Post("Patient", """{"resourceType":"Patient"}""", ("If-None-Exist", criteria), ("Prefer", "handling=lenient"));

        Assert.Equal((400, problem), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task If_None_Exist_does_not_find_what_the_caller_may_not_see()
    {
        const string patient = """{"resourceType":"Patient","identifier":[{"system":"https://a.example","value":"hidden"}]}""";
        await online.Post("Patient", patient);

        var reply = await hub.Client("social-care").Post("Patient", patient, ("If-None-Exist", "identifier=https://a.example|hidden"));

        Assert.Equal(201, reply.Status);
    }

    [Fact]
    public async Task A_body_of_another_type_than_the_address_is_refused()
    {
        var reply = await online.Post("Patient", """{"resourceType":"Basic","code":{"text":"x"}}""");

        Assert.Equal((400, "type-mismatch", "Basic.resourceType"), (reply.Status, reply.Problems.Single(), reply.Expressions.Single()));
    }

    [Fact]
    public async Task A_reference_to_something_the_hub_does_not_hold_is_kept()
    {
        var reply = await online.Post("Goal", """{"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/elsewhere"}}""");

        Assert.Equal(201, reply.Status);
        Assert.Equal("Patient/elsewhere", reply.Json["subject"]!["reference"]!.GetValue<string>());
    }
}
