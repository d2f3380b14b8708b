using System.Text.Json.Nodes;

namespace Hub.Api.Tests.Access;

public sealed class WriteRulesTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly Story story = new(hub);

    [Fact]
    public async Task Who_may_read_but_did_not_write_is_told_who_may_change()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["identity"]);

        var refused = await story.As("camhs").Put($"Patient/{person}", $$$"""{"resourceType":"Patient","id":"{{{person}}}"}""");
        var deletion = await story.As("camhs").Delete($"Patient/{person}");

        Assert.Equal(403, refused.Status);
        Assert.Contains("Organization/online", refused.Text, StringComparison.Ordinal);
        Assert.Equal(403, deletion.Status);
        Assert.Equal("1", (await story.As("online").Get($"Patient/{person}")).Json["meta"]!["versionId"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_one_may_not_know_of_can_be_neither_changed_nor_deleted()
    {
        var person = await story.Person();

        Assert.Equal(404, (await story.As("school").Put($"Patient/{person}", $$$"""{"resourceType":"Patient","id":"{{{person}}}"}""")).Status);
        Assert.Equal(404, (await story.As("school").Delete($"Patient/{person}")).Status);
    }

    [Fact]
    public async Task A_stranger_cannot_lay_a_record_into_a_file()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["safety-plan"]);

        var plan = await story.Record("school", "safety-plan", person);

        Assert.True(await story.Sees("school", "CarePlan", plan));
        Assert.False(await story.Sees("camhs", "CarePlan", plan));
    }

    [Fact]
    public async Task A_decision_by_an_agency_that_may_not_know_the_person_opens_nothing()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["identity"], by: "school");
        await story.Share(person, "school", ["identity"], by: "school");

        Assert.False(await story.Sees("camhs", "Patient", person));
        Assert.False(await story.Sees("school", "Patient", person));
    }

    [Fact]
    public async Task What_others_laid_beside_an_id_before_the_person_came_opens_nothing()
    {
        const string person = "expected-person";
        await story.Share(person, "social-care", ["identity"], by: "school");
        await story.Record("school", "episode", person);

        var created = await story.As("online").Put($"Patient/{person}", $$"""{"resourceType":"Patient","id":"{{person}}","birthDate":"2010-05"}""");
        await story.Share(person, "camhs", ["identity"]);

        Assert.Equal(201, created.Status);
        Assert.False(await story.Sees("social-care", "Patient", person));
        Assert.True(await story.Sees("camhs", "Patient", person));
    }

    [Fact]
    public async Task A_decision_opens_nothing_to_the_agency_that_recorded_it()
    {
        var person = await story.Person();
        var observation = await story.Record("online", "assessment", person);
        await story.Share(person, "camhs", ["identity"]);

        await story.Share(person, "camhs", ["assessment"], by: "camhs");

        Assert.False(await story.Sees("camhs", "Observation", observation));
    }

    [Fact]
    public async Task A_record_stays_with_its_person()
    {
        var (person, other) = (await story.Person(), await story.Person());
        var observation = await story.Record("online", "assessment", person);

        var moved = await story.As("online").Put($"Observation/{observation}", $$$"""{"resourceType":"Observation","id":"{{{observation}}}","status":"final","code":{"text":"Mood"},"subject":{"reference":"Patient/{{{other}}}"}}""");

        Assert.Equal(403, moved.Status);
        Assert.Contains("entered-in-error", moved.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_of_an_agency_is_written_by_that_agency()
    {
        const string organization = """{"resourceType":"Organization","id":"camhs","name":"CAMHS"}""";

        Assert.Equal(403, (await story.As("school").Put("Organization/camhs", organization)).Status);
        Assert.Equal(201, (await story.As("camhs").Put("Organization/camhs", organization)).Status);
        Assert.Equal(403, (await story.As("school").Put("Organization/camhs", organization)).Status);
    }

    [Fact]
    public async Task A_role_written_by_another_does_not_speak_for_an_agency()
    {
        var person = await story.Person();
        var role = await story.Create("school", "PractitionerRole", Story.Json("""{"organization":{"reference":"Organization/camhs"}}"""));
        await story.Share(person, "camhs", ["identity", "referral"]);
        var request = await story.Create("online", "ServiceRequest", Story.Request(person, "active"));
        var work = Story.Work(person, request, "camhs");
        work["resourceType"] = "Task";
        work["owner"] = new JsonObject { ["reference"] = $"PractitionerRole/{role}" };

        Assert.Equal(422, (await story.As("online").Post("Task", work.ToJsonString())).Status);
    }

    [Fact]
    public async Task A_service_of_the_agency_stands_for_the_agency()
    {
        var person = await story.Person();
        var service = await story.Create("camhs", "HealthcareService", Story.Json("""{"providedBy":{"reference":"Organization/camhs"}}"""));
        await story.Share(person, "camhs", ["identity", "referral"]);
        var request = await story.Create("online", "ServiceRequest", Story.Request(person, "active"));
        var work = Story.Work(person, request, "camhs");
        work["owner"] = new JsonObject { ["reference"] = $"HealthcareService/{service}" };

        var task = await story.Create("online", "Task", work);

        Assert.True(await story.Sees("camhs", "Task", task));
        Assert.Equal(200, (await story.Accept("camhs", task)).Status);
    }

    [Fact]
    public async Task A_chain_finds_nothing_through_what_may_not_be_read()
    {
        var person = await story.Person(alias: "chained");
        var observation = await story.Record("online", "assessment", person);
        var consent = await story.Share(person, "camhs", ["assessment"]);

        Assert.Empty((await story.As("camhs").Get("Observation?subject:Patient.identifier=chained")).Matches);
        Assert.Empty((await story.As("camhs").Get($"Patient?_has:Observation:subject:_id={observation}")).Matches);
        await story.Share(person, "camhs", ["identity"]);
        Assert.Single((await story.As("camhs").Get("Observation?subject:Patient.identifier=chained")).Matches);
        Assert.Single((await story.As("camhs").Get($"Patient?_has:Observation:subject:_id={observation}")).Matches);
        await story.Withdraw(consent);
        Assert.Empty((await story.As("camhs").Get($"Patient?_has:Observation:subject:_id={observation}")).Matches);
    }

    [Theory]
    [InlineData("Observation?subject:Patient.identifier=x", "system/Observation.rs")]
    [InlineData("Patient?_has:Observation:subject:status=final", "system/Patient.rs")]
    public async Task A_chain_needs_the_scope_of_the_type_it_leads_to(string path, string scopes)
    {
        Assert.Equal(["scope-missing"], (await hub.Client("online", scopes).Get(path)).Problems);
        Assert.Equal(200, (await story.As("online").Get(path)).Status);
    }

    [Fact]
    public async Task A_message_about_a_person_goes_only_to_agencies_that_have_a_part_in_their_record()
    {
        var person = await story.Person();
        System.Text.Json.Nodes.JsonObject Message() => Story.Json($$$"""
            {"resourceType":"Communication","status":"completed","subject":{"reference":"Patient/{{{person}}}"},
             "recipient":[{"reference":"Organization/camhs"}],"payload":[{"contentString":"Could not reach them today."}]}
            """);
        Assert.Equal(["consent-required"], (await story.As("online").Post("Communication", Message().ToJsonString())).Problems);
        await story.Share(person, "camhs", ["identity"]);

        var message = await story.Create("online", "Communication", Message());

        Assert.True(await story.Sees("camhs", "Communication", message));
        Assert.False(await story.Sees("school", "Communication", message));
        Assert.Equal(201, (await story.As("online").Post("Communication", """{"resourceType":"Communication","status":"completed","recipient":[{"reference":"Organization/camhs"}],"payload":[{"contentString":"We are closed on Monday."}]}""")).Status);
    }

    [Fact]
    public async Task A_Binary_is_shared_with_the_document_it_belongs_to()
    {
        var person = await story.Person();
        var document = await story.Record("online", "document", person);
        var letter = await story.Create("online", "Binary", Story.Json($$$"""{"contentType":"text/plain","data":"aGVsbG8=","securityContext":{"reference":"DocumentReference/{{{document}}}"}}"""));
        Assert.Equal(404, (await story.As("camhs").Get($"Binary/{letter}")).Status);

        await story.Share(person, "camhs", ["document"]);

        Assert.Equal(200, (await story.As("camhs").Get($"Binary/{letter}")).Status);
    }

    [Fact]
    public async Task An_include_shows_only_what_may_be_read_and_what_the_scopes_name()
    {
        var person = await story.Person();
        var observation = await story.Record("online", "assessment", person);
        await story.Share(person, "camhs", ["assessment"]);

        var closed = await story.As("camhs").Get($"Observation?_id={observation}&_include=Observation:subject");
        await story.Share(person, "camhs", ["identity"]);
        var open = await story.As("camhs").Get($"Observation?_id={observation}&_include=Observation:subject");
        var narrow = await hub.Client("camhs", "system/Observation.rs").Get($"Observation?_id={observation}&_include=Observation:subject");

        Assert.Single(closed.Entries);
        Assert.Equal(2, open.Entries.Length);
        Assert.Single(narrow.Entries);
    }
}
