namespace Hub.Api.Tests.Operations;

public sealed class ValidateTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task A_valid_resource_is_said_to_be_valid_and_not_kept()
    {
        var before = hub.RowCounts("audit", "clock");

        var reply = await online.Post("Basic/$validate", """{"resourceType":"Basic","code":{"text":"x"}}""");

        Assert.Equal((200, "valid"), (reply.Status, reply.Problems.Single()));
        Assert.Equal(before, hub.RowCounts("audit", "clock"));
    }

    [Fact]
    public async Task Every_issue_is_told_with_status_200()
    {
        var reply = await online.Post("$validate", """{"resourceType":"Patient","gender":"unsaid","birthDate":"yesterday"}""");

        Assert.Equal(200, reply.Status);
        Assert.Equal(["invalid-code", "invalid-primitive"], reply.Problems.Order());
    }

    [Fact]
    public async Task The_type_of_the_address_is_checked()
    {
        var reply = await online.Post("Patient/$validate", """{"resourceType":"Basic","code":{"text":"x"}}""");

        Assert.Equal((200, "type-mismatch"), (reply.Status, reply.Problems.Single()));
    }

    [Theory]
    [InlineData("""{"resourceType":"Parameters"}""", 200, "missing-element")]
    [InlineData("""{"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"delete"}]}""", 200, "valid")]
    [InlineData("""{"resourceType":"Parameters","parameter":[{"name":"profile","valueUri":"https://x.example/p"}]}""", 501, "not-supported")]
    [InlineData("""{"resourceType":"Parameters","parameter":[{"name":"favourite","valueCode":"x"}]}""", 400, "unknown-parameter")]
    [InlineData("""{"resourceType":"Basic",""", 400, "invalid-json")]
    public async Task Parameters_are_read(string body, int status, string problem)
    {
        var reply = await online.Post("Basic/$validate", body);

        Assert.Equal((status, problem), (reply.Status, reply.Problems.Single()));
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","birthDate":"2010-05"}""", false)]
    [InlineData("""{"resourceType":"Patient","identifier":[{"system":"https://referralhub.example/fhir/NamingSystem/alias","value":"kestrel"}],"birthDate":"2010-05"}""", true)]
    public async Task A_profile_that_the_hub_holds_is_checked_when_asked_for(string patient, bool conforms)
    {
        const string profile = "https://referralhub.example/fhir/StructureDefinition/anonymous-person";

        var reply = await online.Post(
            "Patient/$validate",
            $$"""{"resourceType":"Parameters","parameter":[{"name":"profile","valueUri":"{{profile}}"},{"name":"resource","resource":{{patient}}}]}""");

        Assert.Equal(200, reply.Status);
        Assert.True(conforms == reply.Problems.Contains("valid"), reply.Text);
    }

    [Fact]
    public async Task The_rules_of_the_hub_are_told_as_well()
    {
        var plan = """{"resourceType":"CarePlan","status":"active","intent":"plan","subject":{"reference":"Patient/x"},"category":[{"coding":[{"system":"https://referralhub.example/fhir/CodeSystem/plan-category","code":"safety-plan"}]}]}""";

        var reply = await online.Post("CarePlan/$validate", plan);

        Assert.Contains("profile-failed", reply.Problems);
    }
}
