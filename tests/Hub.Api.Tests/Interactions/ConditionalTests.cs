namespace Hub.Api.Tests.Interactions;

public sealed class ConditionalTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task A_conditional_update_creates_once_and_changes_afterwards()
    {
        var first = await online.Put("Patient?identifier=https://a.example|c1", Person("c1"));
        var second = await online.Put("Patient?identifier=https://a.example|c1", Person("c1"));

        Assert.Equal((201, 200), (first.Status, second.Status));
        Assert.Equal((first.Id, "W/\"2\""), (second.Id, second.ETag));
    }

    [Fact]
    public async Task A_conditional_update_with_several_matches_is_refused()
    {
        await online.Post("Patient", Person("c2"));
        await online.Post("Patient", Person("c2"));

        var reply = await online.Put("Patient?identifier=https://a.example|c2", Person("c2"));

        Assert.Equal((412, "multiple-matches"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task A_conditional_update_whose_body_has_another_id_than_the_match_is_refused()
    {
        await online.Post("Patient", Person("c3"));

        var reply = await online.Put("Patient?identifier=https://a.example|c3", Person("c3", "other"));

        Assert.Equal((400, "id-mismatch"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task A_conditional_update_without_a_match_takes_the_id_of_the_body()
    {
        var reply = await online.Put("Patient?identifier=https://a.example|c4", Person("c4", "own-c4"));

        Assert.Equal((201, "own-c4"), (reply.Status, reply.Id));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Without_criteria_nothing_is_meant(string method)
    {
        var before = hub.RowCounts("audit", "clock");

        var reply = await online.Call(new HttpMethod(method), "Patient", method == "PUT" ? Person("c5") : null);

        Assert.Equal((400, "invalid-parameter"), (reply.Status, reply.Problems.Single()));
        Assert.Equal(before, hub.RowCounts("audit", "clock"));
    }

    [Fact]
    public async Task A_conditional_delete_deletes_one_and_never_several()
    {
        var one = await online.Post("Patient", Person("d1"));
        await online.Post("Patient", Person("d2"));
        await online.Post("Patient", Person("d2"));

        var deleted = await online.Delete("Patient?identifier=https://a.example|d1");
        var several = await online.Delete("Patient?identifier=https://a.example|d2");

        Assert.Equal((204, 412), (deleted.Status, several.Status));
        Assert.Equal(410, (await online.Get($"Patient/{one.Id}")).Status);
    }

    [Fact]
    public async Task A_conditional_update_within_a_transaction_is_what_others_refer_to()
    {
        var there = await online.Post("Patient", Person("t1"));
        var bundle = $$$"""
            {"resourceType":"Bundle","type":"transaction","entry":[
              {"resource":{"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"urn:uuid:0c9d3c1e-7a51-4b8e-8f43-1f6f3b1c2a11"}},"request":{"method":"POST","url":"Goal"}},
              {"fullUrl":"urn:uuid:0c9d3c1e-7a51-4b8e-8f43-1f6f3b1c2a11","resource":{{{Person("t1")}}},"request":{"method":"PUT","url":"Patient?identifier=https://a.example|t1"}}]}
            """;

        var reply = await online.Post("", bundle);

        Assert.True(reply.Status == 200, reply.Text);
        var goal = await online.Get(reply.Entries[0]["response"]!["location"]!.GetValue<string>());
        Assert.Equal($"Patient/{there.Id}", goal.Json["subject"]!["reference"]!.GetValue<string>());
        Assert.Equal("200 OK", reply.Entries[1]["response"]!["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("GET", "Basic/x?name=y")]
    [InlineData("GET", "Basic/x/_history?sideways=1")]
    [InlineData("GET", "metadata?mode=full")]
    public async Task A_parameter_that_would_be_passed_over_is_refused(string method, string address)
    {
        var reply = await online.Call(new HttpMethod(method), address, null);

        Assert.Equal((400, "unknown-parameter"), (reply.Status, reply.Problems.Single()));
    }

    private static string Person(string identifier, string? id = null)
        => $$$"""{"resourceType":"Patient",{{{(id is null ? "" : $"\"id\":\"{id}\",")}}}"identifier":[{"system":"https://a.example","value":"{{{identifier}}}"}]}""";
}
