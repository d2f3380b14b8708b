using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;

namespace Hub.Api.Tests.Operations;

public sealed class DocumentTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task The_composition_comes_first_and_then_what_it_names_once_each()
    {
        await Letter("whole");

        var reply = await online.Get("Composition/whole/$document");

        Assert.Equal(200, reply.Status);
        Assert.Equal(["Composition/whole", "Patient/whole", "Organization/whole", "Goal/whole"], Addresses(reply));
        var issues = new List<Issue>();
        Assert.True(Validator.R4.Validate(JsonText.Of(System.Text.Encoding.UTF8.GetBytes(reply.Text)), issues) is not null, string.Join('\n', issues));
    }

    [Fact]
    public async Task What_the_caller_may_not_see_is_not_in_it()
    {
        await Letter("part");
        await hub.Client("camhs").Put("Goal/part-theirs", Goal("part-theirs", "part"));
        await online.Put("Composition/part", Composition("part", "Goal/part-theirs"));

        var reply = await online.Get("Composition/part/$document");

        Assert.Equal(["Composition/part", "Patient/part", "Organization/part"], Addresses(reply));
        Assert.Equal(404, (await hub.Client("social-care").Get("Composition/part/$document")).Status);
    }

    [Fact]
    public async Task It_is_kept_when_asked_by_post()
    {
        await Letter("kept");

        var asked = await online.Post("Composition/kept/$document", """{"resourceType":"Parameters","parameter":[{"name":"persist","valueBoolean":true}]}""");
        var refused = await online.Get("Composition/kept/$document?persist=true");
        var read = await online.Get($"Bundle/{asked.Id}");

        Assert.Equal(201, asked.Status);
        Assert.Equal(asked.Text, read.Text);
        Assert.Equal((400, "invalid-parameter"), (refused.Status, refused.Problems.Single()));
        Assert.Equal(404, (await hub.Client("camhs").Get($"Bundle/{asked.Id}")).Status);
    }

    [Fact]
    public async Task The_scope_for_each_type_is_asked_for()
    {
        await Letter("scoped");

        var reply = await hub.Client("online", "system/Composition.rs system/Patient.rs").Get("Composition/scoped/$document");

        Assert.Equal((403, "scope-missing"), (reply.Status, reply.Problems.Single()));
    }

    private static string[] Addresses(Reply reply) => [.. reply.Entries.Select(entry => $"{entry["resource"]!["resourceType"]}/{entry["resource"]!["id"]}")];

    private async Task Letter(string id)
    {
        await online.Put($"Patient/{id}", $$"""{"resourceType":"Patient","id":"{{id}}"}""");
        await online.Put($"Organization/{id}", $$"""{"resourceType":"Organization","id":"{{id}}","name":"x"}""");
        await online.Put($"Goal/{id}", Goal(id, id));
        await online.Put($"Composition/{id}", Composition(id, $"Goal/{id}"));
    }

    private static string Goal(string id, string person)
        => $$$"""{"resourceType":"Goal","id":"{{{id}}}","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/{{{person}}}"}}""";

    private static string Composition(string id, string entry) => $$$"""
        {"resourceType":"Composition","id":"{{{id}}}","status":"final","type":{"text":"Letter"},"date":"2026-01-12","title":"x",
         "subject":{"reference":"Patient/{{{id}}}"},"author":[{"reference":"Organization/{{{id}}}"}],"custodian":{"reference":"Organization/{{{id}}}"},
         "section":[{"title":"a","section":[{"title":"b","entry":[{"reference":"{{{entry}}}"},{"reference":"Goal/never-kept"},{"reference":"urn:uuid:0c9d3c1e-7a51-4b8e-8f43-1f6f3b1c2a10"}]}]}]}
        """;
}
