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

    [Fact]
    public async Task The_mode_says_what_the_change_would_have_got_and_changes_nothing()
    {
        const string basic = """{"resourceType":"Basic","id":"tried","code":{"text":"x"}}""";
        await online.Put("Basic/tried", basic);
        var before = hub.RowCounts("audit", "clock");

        var update = await online.Post("Basic/tried/$validate?mode=update", basic);
        var stale = await online.Post("Basic/tried/$validate?mode=update", basic, ("If-Match", "W/\"9\""));
        var foreign = await hub.Client("camhs").Post("Basic/tried/$validate?mode=update", basic);
        var delete = await online.Post("Basic/tried/$validate", """{"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"delete"}]}""");
        var create = await hub.Client("online", "system/Basic.r").Post("Basic/$validate?mode=create", basic);
        var bad = await online.Post("Basic/$validate?mode=perhaps", basic);

        Assert.Equal(["valid", "precondition-failed", "not-found", "valid", "scope-missing", "invalid-parameter"], new[] { update, stale, foreign, delete, create, bad }.Select(reply => reply.Problems.Single()));
        Assert.Equal(before, hub.RowCounts("audit", "clock"));
        Assert.Equal("W/\"1\"", (await online.Get("Basic/tried")).ETag);
    }

    [Fact]
    public async Task A_referral_that_no_sharing_decision_covers_is_told_before_it_is_sent()
    {
        await online.Put("Patient/unshared", """{"resourceType":"Patient","id":"unshared"}""");
        await online.Put("ServiceRequest/unshared", """{"resourceType":"ServiceRequest","id":"unshared","status":"active","intent":"order","subject":{"reference":"Patient/unshared"},"requester":{"reference":"Organization/online"}}""");

        var reply = await online.Post("Task/$validate?mode=create", """{"resourceType":"Task","status":"requested","intent":"order","focus":{"reference":"ServiceRequest/unshared"},"for":{"reference":"Patient/unshared"},"requester":{"reference":"Organization/online"},"owner":{"reference":"Organization/camhs"},"code":{"coding":[{"system":"http://hl7.org/fhir/CodeSystem/task-code","code":"fulfill"}]}}""");

        Assert.DoesNotContain("valid", reply.Problems);
        Assert.DoesNotContain((await online.Get("Task?focus=ServiceRequest/unshared")).Entries, _ => true);
    }

    [Fact]
    public async Task What_is_kept_is_checked_at_its_own_address()
    {
        await online.Put("Basic/kept-valid", """{"resourceType":"Basic","id":"kept-valid","code":{"text":"x"}}""");

        var own = await online.Post("Basic/kept-valid/$validate", """{"resourceType":"Parameters"}""");
        var hidden = await hub.Client("camhs").Post("Basic/kept-valid/$validate", """{"resourceType":"Parameters"}""");

        Assert.Equal((200, "valid"), (own.Status, own.Problems.Single()));
        Assert.Equal(404, hidden.Status);
    }
}
