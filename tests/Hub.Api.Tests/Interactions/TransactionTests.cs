using System.Text.Json.Nodes;

namespace Hub.Api.Tests.Interactions;

public sealed class TransactionTests(HubHost hub) : IClassFixture<HubHost>
{
    private const string Person = "urn:uuid:0c9d3c1e-7a51-4b8e-8f43-1f6f3b1c2a10";
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task Names_within_the_bundle_become_addresses_wherever_they_stand()
    {
        var reply = await Send(
            Entry("POST", "Goal", $$$"""{"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"{{{Person}}}"},"extension":[{"url":"https://x.example","valueReference":{"reference":"{{{Person}}}"}}]}"""),
            Entry("POST", "Patient", """{"resourceType":"Patient"}""", Person));

        Assert.Equal(200, reply.Status);
        var goal = await online.Get(Location(reply, 0));
        var patient = Location(reply, 1);
        Assert.StartsWith(goal.Json["subject"]!["reference"]!.GetValue<string>(), patient[(patient.IndexOf("/fhir/", StringComparison.Ordinal) + 6)..], StringComparison.Ordinal);
        Assert.Equal(goal.Json["subject"]!.ToJsonString(), goal.Json["extension"]![0]!["valueReference"]!.ToJsonString());
    }

    [Fact]
    public async Task An_address_of_elsewhere_is_a_name_as_well()
    {
        var reply = await Send(
            Entry("POST", "Patient", """{"resourceType":"Patient","id":"7"}""", "https://elsewhere.example/fhir/Patient/7"),
            Entry("POST", "Goal", """{"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/7"}}"""));

        var goal = await online.Get(Location(reply, 1));
        Assert.Contains(goal.Json["subject"]!["reference"]!.GetValue<string>(), Location(reply, 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dangling_name_refuses_all_and_leaves_nothing()
    {
        var before = hub.RowCounts("audit", "clock");

        var reply = await Send(
            Entry("POST", "Patient", """{"resourceType":"Patient"}"""),
            Entry("POST", "Goal", $$$"""{"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"{{{Person}}}"}}"""));

        Assert.Equal((400, "unresolved-reference"), (reply.Status, reply.Problems.Single()));
        Assert.Equal("Bundle.entry[1].resource.subject.reference", reply.Expressions.Single());
        Assert.Equal(before, hub.RowCounts("audit", "clock"));
    }

    [Fact]
    public async Task Every_bad_entry_is_told_and_nothing_is_kept()
    {
        var before = hub.RowCounts("audit", "clock");

        var reply = await Send(
            Entry("POST", "Basic", """{"resourceType":"Basic","code":{"text":"good"}}"""),
            Entry("POST", "Basic", """{"resourceType":"Basic","colour":"blue","code":{"text":"bad"}}"""),
            Entry("POST", "Patient", """{"resourceType":"Patient","gender":"unsaid"}"""),
            Entry("POST", "Medication", """{"resourceType":"Medication"}"""));

        Assert.Contains("Bundle.entry[1].resource", reply.Expressions);
        Assert.Contains("Bundle.entry[2].resource.gender", reply.Expressions);
        Assert.Contains("Bundle.entry[3].request.url", reply.Expressions);
        Assert.Equal(before, hub.RowCounts("audit", "clock"));
    }

    [Fact]
    public async Task A_reference_by_search_finds_its_one_target()
    {
        var patient = await online.Post("Patient", """{"resourceType":"Patient","identifier":[{"system":"https://a.example","value":"ref"}]}""");

        var reply = await Send(Goal("Patient?identifier=https://a.example|ref"));

        var goal = await online.Get(Location(reply, 0));
        Assert.Equal($"Patient/{patient.Id}", goal.Json["subject"]!["reference"]!.GetValue<string>());
    }

    [Fact]
    public async Task Names_and_searches_stand_together_whatever_comes_first()
    {
        var patient = await online.Post("Patient", """{"resourceType":"Patient","identifier":[{"system":"https://a.example","value":"together"}]}""");

        var reply = await Send(
            Entry("POST", "Patient", """{"resourceType":"Patient","birthDate":"2011-01"}""", Person),
            Goal(Person),
            Goal("Patient?identifier=https://a.example|together"));

        var made = (await online.Get(Location(reply, 0))).Id;
        Assert.Equal($"Patient/{made}", (await online.Get(Location(reply, 1))).Json["subject"]!["reference"]!.GetValue<string>());
        Assert.Equal($"Patient/{patient.Id}", (await online.Get(Location(reply, 2))).Json["subject"]!["reference"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{\"request\":{\"method\":\"POST\",\"url\":\"Basic\"},\"colour\":1}", "unknown-element")]
    [InlineData("{\"request\":{\"method\":\"FLY\",\"url\":\"Basic\"}}", "invalid-code")]
    [InlineData("{\"fullUrl\":\"urn:uuid:0c9d3c1e-7a51-4b8e-8f43-1f6f3b1c2a10\"}", "missing-element")]
    [InlineData("7", "wrong-type")]
    public async Task A_broken_entry_is_refused_and_nothing_is_kept(string entry, string problem)
    {
        var before = hub.RowCounts("audit", "clock");

        var reply = await online.Post("", $$$"""{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Basic","code":{"text":"x"}},"request":{"method":"POST","url":"Basic"}},{{{entry}}}]}""");

        Assert.InRange(reply.Status, 400, 422);
        Assert.Contains(problem, reply.Problems);
        Assert.Equal(before, hub.RowCounts("audit", "clock"));
    }

    [Theory]
    [InlineData("Patient?identifier=https://a.example|nobody", 400, "unresolved-reference")]
    [InlineData("Patient?identifier=https://a.example|both", 412, "multiple-matches")]
    [InlineData("Patient?favourite=1", 400, "unknown-parameter")]
    public async Task A_reference_by_search_without_one_target_refuses_all(string reference, int status, string problem)
    {
        await online.Post("Patient", """{"resourceType":"Patient","identifier":[{"system":"https://a.example","value":"both"}]}""");
        await online.Post("Patient", """{"resourceType":"Patient","identifier":[{"system":"https://a.example","value":"both"}]}""");

        var reply = await Send(Goal(reference));

        Assert.Equal((status, problem), (reply.Status, reply.Problems.Single()));
        Assert.Equal("Bundle.entry[0].resource.subject.reference", reply.Expressions.Single());
    }

    [Fact]
    public async Task Entries_run_in_the_order_of_the_specification_and_answer_in_their_own()
    {
        await online.Put("Basic/order-gone", """{"resourceType":"Basic","id":"order-gone","code":{"text":"x"}}""");

        var reply = await Send(
            Entry("GET", "Basic/order-new"),
            Entry("PUT", "Basic/order-new", """{"resourceType":"Basic","id":"order-new","code":{"text":"y"}}"""),
            Entry("POST", "Basic", """{"resourceType":"Basic","code":{"text":"z"}}"""),
            Entry("DELETE", "Basic/order-gone"));

        Assert.Equal(["200 OK", "201 Created", "201 Created", "204 No Content"], Statuses(reply));
        Assert.Equal("order-new", reply.Entries[0]["resource"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_stale_ifMatch_within_an_entry_refuses_all()
    {
        await online.Put("Basic/match", """{"resourceType":"Basic","id":"match","code":{"text":"1"}}""");
        await online.Put("Basic/match", """{"resourceType":"Basic","id":"match","code":{"text":"2"}}""");
        var entry = Entry("PUT", "Basic/match", """{"resourceType":"Basic","id":"match","code":{"text":"3"}}""");
        entry["request"]!["ifMatch"] = "W/\"1\"";

        var reply = await Send(Entry("POST", "Basic", """{"resourceType":"Basic","code":{"text":"z"}}"""), entry);

        Assert.Equal((412, "precondition-failed", "Bundle.entry[1]"), (reply.Status, reply.Problems.Single(), reply.Expressions.Single()));
    }

    [Fact]
    public async Task IfNoneExist_finds_and_others_refer_to_what_was_found()
    {
        var patient = await online.Post("Patient", """{"resourceType":"Patient","identifier":[{"system":"https://a.example","value":"known"}]}""");
        var entry = Entry("POST", "Patient", """{"resourceType":"Patient","identifier":[{"system":"https://a.example","value":"known"}]}""", Person);
        entry["request"]!["ifNoneExist"] = "identifier=https://a.example|known";

        var reply = await Send(entry, Goal(Person));

        Assert.Equal(["200 OK", "201 Created"], Statuses(reply));
        var goal = await online.Get(Location(reply, 1));
        Assert.Equal($"Patient/{patient.Id}", goal.Json["subject"]!["reference"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_settled_last_is_told_at_its_entry()
    {
        var reply = await online.Post("", await File.ReadAllTextAsync(Layout.Repository.File("specs/examples/first-referral-without-consent.json")));

        Assert.Equal((403, "consent-required"), (reply.Status, reply.Problems.Single()));
        Assert.Matches(@"^Bundle\.entry\[\d\]\.resource\.", reply.Expressions.Single());
    }

    [Fact]
    public async Task Two_entries_for_one_resource_are_refused()
    {
        var reply = await Send(
            Entry("PUT", "Basic/same", """{"resourceType":"Basic","id":"same","code":{"text":"1"}}"""),
            Entry("DELETE", "Basic/same"));

        Assert.Equal((400, "duplicate-entry", "Bundle.entry[1].request.url"), (reply.Status, reply.Problems.Single(), reply.Expressions.Single()));
    }

    [Fact]
    public async Task Prefer_representation_brings_the_resources_along()
    {
        var bundle = Bundle(Entry("POST", "Basic", """{"resourceType":"Basic","code":{"text":"z"}}"""));

        var with = await online.Post("", bundle, ("Prefer", "return=representation"));
        var without = await online.Post("", bundle);

        Assert.Equal("Basic", with.Entries[0]["resource"]!["resourceType"]!.GetValue<string>());
        Assert.Null(without.Entries[0]["resource"]);
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient"}""", "type-mismatch")]
    [InlineData("""{"resourceType":"Bundle","type":"collection"}""", "not-supported")]
    [InlineData("""{"resourceType":"Bundle"}""", "not-supported")]
    public async Task What_is_no_batch_or_transaction_is_refused(string body, string problem)
    {
        var reply = await online.Post("", body);

        Assert.Equal(problem, reply.Problems.Single());
    }

    private static JsonObject Entry(string method, string url, string? resource = null, string? fullUrl = null)
    {
        var entry = new JsonObject { ["request"] = new JsonObject { ["method"] = method, ["url"] = url } };
        if (resource is not null)
        {
            entry["resource"] = JsonNode.Parse(resource);
        }

        if (fullUrl is not null)
        {
            entry["fullUrl"] = fullUrl;
        }

        return entry;
    }

    private static JsonObject Goal(string subject)
        => Entry("POST", "Goal", $$$"""{"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"{{{subject}}}"}}""");

    private static string Bundle(params JsonObject[] entries)
        => new JsonObject { ["resourceType"] = "Bundle", ["type"] = "transaction", ["entry"] = new JsonArray([.. entries]) }.ToJsonString();

    private Task<Reply> Send(params JsonObject[] entries) => online.Post("", Bundle(entries));

    private static string[] Statuses(Reply reply) => [.. reply.Entries.Select(entry => entry["response"]!["status"]!.GetValue<string>())];

    private static string Location(Reply reply, int entry)
    {
        Assert.True(reply.Status == 200, reply.Text);
        return reply.Entries[entry]["response"]!["location"]!.GetValue<string>();
    }
}
