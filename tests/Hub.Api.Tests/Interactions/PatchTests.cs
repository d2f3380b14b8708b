using System.Net.Http.Headers;
using System.Text;

namespace Hub.Api.Tests.Interactions;

public sealed class PatchTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task What_no_operation_touches_stays_token_for_token()
    {
        var created = await online.Post("Observation", """{"resourceType":"Observation","status":"final","code":{"text":"a\/b"},"valueQuantity":{"value":1.100}}""");

        var reply = await Patch($"Observation/{created.Id}", """[{"op":"replace","path":"/status","value":"amended"}]""");

        Assert.Equal((200, "W/\"2\""), (reply.Status, reply.ETag));
        Assert.Equal("""{"resourceType":"Observation","status":"amended","code":{"text":"a\/b"},"valueQuantity":{"value":1.100}}""", Parts.WithoutStamp(reply.Text));
    }

    [Fact]
    public async Task A_patched_resource_is_found_by_what_it_says_now()
    {
        var created = await online.Post("Goal", """{"resourceType":"Goal","lifecycleStatus":"proposed","description":{"text":"x"},"subject":{"reference":"Patient/patched"}}""");

        await Patch($"Goal/{created.Id}", """[{"op":"replace","path":"/lifecycleStatus","value":"active"}]""");

        Assert.Single((await online.Get("Goal?subject=Patient/patched&lifecycle-status=active")).Matches);
        Assert.Empty((await online.Get("Goal?subject=Patient/patched&lifecycle-status=proposed")).Matches);
    }

    [Theory]
    [InlineData("""[{"op":"remove","path":"/code"}]""", 422, "missing-element")]
    [InlineData("""[{"op":"replace","path":"/id","value":"other"}]""", 422, "patch-failed")]
    [InlineData("""[{"op":"test","path":"/code/text","value":"other"}]""", 422, "patch-failed")]
    [InlineData("""[{"op":"fly","path":"/code"}]""", 400, "invalid-patch")]
    [InlineData("""[{"op":"remove","path":"/code"}""", 400, "invalid-json")]
    public async Task A_patch_that_does_not_fit_changes_nothing(string patch, int status, string problem)
    {
        var created = await online.Post("Basic", """{"resourceType":"Basic","code":{"text":"x"}}""");
        var before = hub.RowCounts("audit", "clock");

        var reply = await Patch($"Basic/{created.Id}", patch);

        Assert.True(status == reply.Status, reply.Text);
        Assert.Contains(problem, reply.Problems);
        Assert.Equal(before, hub.RowCounts("audit", "clock"));
    }

    [Fact]
    public async Task A_stale_If_Match_is_412()
    {
        var created = await online.Post("Basic", """{"resourceType":"Basic","code":{"text":"x"}}""");
        await Patch($"Basic/{created.Id}", """[{"op":"replace","path":"/code/text","value":"y"}]""");

        var reply = await Patch($"Basic/{created.Id}", """[{"op":"replace","path":"/code/text","value":"z"}]""", ("If-Match", "W/\"1\""));

        Assert.Equal((412, "precondition-failed"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task What_the_caller_may_not_know_of_cannot_be_patched()
    {
        var created = await online.Post("Basic", """{"resourceType":"Basic","code":{"text":"x"}}""");

        var reply = await hub.Client("social-care").Send(HttpMethod.Patch, $"Basic/{created.Id}", Body("""[{"op":"replace","path":"/code/text","value":"z"}]"""));

        Assert.Equal((404, "not-found"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task By_criteria_the_one_match_is_patched()
    {
        await online.Post("Patient", """{"resourceType":"Patient","identifier":[{"system":"https://a.example","value":"p1"}]}""");

        var reply = await Patch("Patient?identifier=https://a.example|p1", """[{"op":"add","path":"/birthDate","value":"2010-05"}]""");
        var none = await Patch("Patient?identifier=https://a.example|nobody", """[{"op":"add","path":"/birthDate","value":"2010-05"}]""");

        Assert.Equal((200, 404), (reply.Status, none.Status));
    }

    [Fact]
    public async Task A_FHIRPath_Patch_does_the_same()
    {
        var created = await online.Post("Basic", """{"resourceType":"Basic","code":{"text":"x"}}""");

        var reply = await online.Call(HttpMethod.Patch, $"Basic/{created.Id}", """{"resourceType":"Parameters","parameter":[{"name":"operation","part":[{"name":"type","valueCode":"replace"},{"name":"path","valueString":"Basic.code.text"},{"name":"value","valueString":"y"}]}]}""");

        Assert.True(reply.Status == 200, reply.Text);
        Assert.Equal("y", reply.Json["code"]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task Within_a_transaction_a_patch_travels_in_a_Binary()
    {
        await online.Put("Basic/in-bundle", """{"resourceType":"Basic","id":"in-bundle","code":{"text":"x"}}""");
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes("""[{"op":"replace","path":"/code/text","value":"y"}]"""));
        var bundle = $$$"""{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Binary","contentType":"application/json-patch+json","data":"{{{data}}}"},"request":{"method":"PATCH","url":"Basic/in-bundle"}}]}""";

        var reply = await online.Post("", bundle);

        Assert.True(reply.Status == 200, reply.Text);
        Assert.Equal("y", (await online.Get("Basic/in-bundle")).Json["code"]!["text"]!.GetValue<string>());
    }

    private Task<Reply> Patch(string path, string patch, params (string Name, string Value)[] headers)
        => online.Send(HttpMethod.Patch, path, Body(patch), headers);

    private static StringContent Body(string patch) => new(patch, Encoding.UTF8, new MediaTypeHeaderValue("application/json-patch+json"));
}
