using System.Text;
using Hub.Api.Tests.Access;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;

namespace Hub.Api.Tests.Audit;

public sealed class AuditTests : IDisposable
{
    private readonly HubHost hub = new();
    private readonly Story story;

    public AuditTests() => story = new Story(hub);

    public void Dispose() => hub.Dispose();

    [Fact]
    public async Task A_look_is_read_by_the_looker_and_the_owner_and_nobody_else()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["identity"]);
        await story.As("camhs").Get($"Patient/{person}", ("X-Request-Id", "look-1"));

        foreach (var (agency, count) in new[] { ("camhs", 1), ("online", 1), ("school", 0) })
        {
            var found = (await story.As(agency).Get($"AuditEvent?patient=Patient/{person}&agent=Organization/camhs&subtype=read")).Matches;
            Assert.Equal(count, found.Length);
            Assert.All(found, one => Assert.Contains("look-1", one.ToJsonString(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_search_counts_as_a_look_at_everybody_it_shows()
    {
        var (person, other) = (await story.Person(), await story.Person());
        await story.As("online").Get("Patient");

        foreach (var seen in new[] { person, other })
        {
            Assert.Single((await story.As("online").Get($"AuditEvent?patient=Patient/{seen}&subtype=search-type")).Matches);
        }
    }

    [Fact]
    public async Task Where_the_referral_and_the_person_permit_a_look_the_referral_is_named_whatever_is_done()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["identity", "referral"]);
        var (_, task) = await story.Refer(person, "camhs");
        await story.Accept("camhs", task);
        await story.As("camhs").Get($"Task/{task}");

        var looks = (await story.As("camhs").Get($"AuditEvent?entity=Task/{task}&agent=Organization/camhs&subtype=addressee")).Matches;

        Assert.All(["read", "update"], done => Assert.Contains(looks, look => look.ToJsonString().Contains($"\"{done}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refused_look_is_told_to_the_owner_and_does_not_tell_the_asker_anything()
    {
        var person = await story.Person();
        var observation = await story.Record("online", "assessment", person);
        Assert.Equal(404, (await story.As("school").Get($"Observation/{observation}")).Status);
        Assert.Equal(404, (await story.As("school").Get("Observation/not-there")).Status);

        var owner = await story.As("online").Get($"AuditEvent?patient=Patient/{person}&outcome=8");
        var asker = await story.As("school").Get("AuditEvent?outcome=8&subtype=read");

        Assert.Contains("Organization/school", Assert.Single(owner.Matches).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(2, asker.Matches.Length);
        Assert.All(asker.Matches, one => Assert.DoesNotContain(person, one.ToJsonString(), StringComparison.Ordinal));
        Assert.All(asker.Matches, one => Assert.DoesNotContain("Organization/online", one.ToJsonString(), StringComparison.Ordinal));
        Assert.Empty((await story.As("school").Get($"AuditEvent?patient=Patient/{person}")).Matches);
    }

    [Fact]
    public async Task The_agency_that_has_taken_a_referral_on_reads_who_looks_at_the_person()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["identity", "referral"]);
        await story.Share(person, "social-care", ["identity"]);
        var (_, task) = await story.Refer(person, "camhs");
        await story.As("social-care").Get($"Patient/{person}");
        Assert.Empty((await Looks("camhs", person)).Matches);

        await story.Accept("camhs", task);

        Assert.Single((await Looks("camhs", person)).Matches);
    }

    [Fact]
    public async Task AuditEvents_are_valid_FHIR_and_cannot_be_changed_or_deleted()
    {
        var person = await story.Person();
        await story.InEmergency("emergency").Get($"Patient?_id={person}");
        await story.As("school").Get($"Patient/{person}");
        var found = await story.As("online").Get("AuditEvent?_count=1000");

        Assert.NotEmpty(found.Matches);
        foreach (var one in found.Matches)
        {
            var issues = new List<Issue>();
            var text = JsonText.Parse(Encoding.UTF8.GetBytes(one.ToJsonString()), issues);
            Assert.True(Validator.R4.Validate(text!, issues) is not null, string.Join('\n', issues.Select(issue => issue.Text + issue.Expression)) + one);
            var id = one["id"]!.GetValue<string>();
            Assert.Equal(200, (await story.As("online").Get($"AuditEvent/{id}")).Status);
        }

        var first = found.Matches[0]["id"]!.GetValue<string>();
        Assert.Equal(405, (await story.As("online").Put($"AuditEvent/{first}", found.Matches[0].ToJsonString())).Status);
        Assert.Equal(405, (await story.As("online").Delete($"AuditEvent/{first}")).Status);
    }

    [Fact]
    public async Task A_posted_AuditEvent_is_kept_word_for_word()
    {
        const string posted = """
            {"resourceType":"AuditEvent","type":{"system":"http://example.org/types","code":"print"},"action":"R","recorded":"2026-01-01T10:00:00.10+01:00","outcome":"0",
             "agent":[{"requestor":true,"name":"Local user 7"}],"source":{"observer":{"display":"Local system"}}}
            """;

        var created = await story.As("camhs").Post("AuditEvent", posted);
        var read = await story.As("camhs").Get($"AuditEvent/{created.Id}");

        Assert.Equal(201, created.Status);
        Assert.Equal(Parts.WithoutStamp(posted), Parts.WithoutStamp(read.Text));
        Assert.Equal(404, (await story.As("school").Get($"AuditEvent/{created.Id}")).Status);
    }

    [Fact]
    public async Task A_posted_AuditEvent_is_found_by_what_it_says_of_itself()
    {
        const string posted = """
            {"resourceType":"AuditEvent","type":{"system":"http://dicom.nema.org/resources/ontology/DCM","code":"110100"},"subtype":[{"code":"nightly print"},{"code":"second"}],
             "action":"R","recorded":"2026-01-01T10:00:00Z","outcome":"4","agent":[{"requestor":true,"who":{"reference":"Practitioner/night"}},{"requestor":false,"who":{"reference":"Device/printer"}}],
             "source":{"observer":{"display":"Local system"}},"entity":[{"what":{"reference":"CarePlan/printed"}},{"what":{"reference":"https://elsewhere.example/Thing/1"}}]}
            """;
        var created = await story.As("camhs").Post("AuditEvent", posted);

        async Task<bool> Finds(string query) => (await story.As("camhs").Get($"AuditEvent?{query}&_count=1000")).Matches.Any(match => match["id"]!.GetValue<string>() == created.Id);

        foreach (var query in new[] { "agent=Practitioner/night", "agent=Device/printer", "entity=CarePlan/printed", "entity=https://elsewhere.example/Thing/1", "subtype=second", "subtype=nightly%20print", "type=110100", "outcome=4", "agent=Practitioner/night&entity=CarePlan/printed" })
        {
            Assert.True(await Finds(query), query);
        }

        foreach (var query in new[] { "agent=Organization/camhs", "agent=Practitioner/nigh", "entity=CarePlan/print", "subtype=print", "subtype=read", "type=rest", "outcome=0", "entity=Practitioner/night" })
        {
            Assert.False(await Finds(query), query);
        }
    }

    [Fact]
    public async Task Pages_of_the_audit_follow_each_other_without_gap_or_repetition()
    {
        for (var i = 0; i < 7; i++)
        {
            await story.Person();
        }

        var seen = new List<string>();
        var next = "AuditEvent?action=C&_count=3";
        while (next is not null)
        {
            var page = await story.As("online").Get(next);
            seen.AddRange(page.Matches.Select(one => one["id"]!.GetValue<string>()));
            next = page.Link("next");
        }

        Assert.Equal(7, seen.Count);
        Assert.Equal(seen.Select(long.Parse).OrderDescending(), seen.Select(long.Parse));
        Assert.Equal(7, (await story.As("online").Get("AuditEvent?action=C&_summary=count")).Json["total"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(2, "UPDATE audit SET facts = (SELECT facts FROM audit WHERE number = 1) WHERE number = 2")]
    [InlineData(2, "UPDATE audit SET recorded = recorded + 10000 WHERE number = 2")]
    [InlineData(2, "DELETE FROM audit WHERE number = 2")]
    [InlineData(3, "UPDATE audit SET words = (SELECT words FROM audit WHERE number = 1) WHERE number = 3")]
    [InlineData(3, "UPDATE audit SET words = (SELECT words FROM audit WHERE number = 4) WHERE number = 3")]
    [InlineData(5, "DELETE FROM audit WHERE number = 5")]
    public async Task The_chain_breaks_where_an_entry_was_altered_and_nowhere_else(long broken, string alter)
    {
        await story.Person();
        await story.As("school").Get("Patient/nobody");
        await story.As("school").Get("Patient?name=one");
        await story.As("school").Get("Patient?name=two");
        await story.Person();
        Assert.Null(await hub.Store.FirstBrokenAudit(default));

        hub.Database.Execute(alter);

        Assert.Equal(broken, await hub.Store.FirstBrokenAudit(default));
    }

    [Theory]
    [InlineData("patient=Group/1")]
    [InlineData("patient=https://elsewhere.example/Patient/1")]
    [InlineData("entity=https://elsewhere.example/Patient/1")]
    public async Task What_no_entry_can_be_about_finds_none(string query)
    {
        var found = await story.As("online").Get($"AuditEvent?{query}");

        Assert.Equal(200, found.Status);
        Assert.Empty(found.Matches);
    }

    [Fact]
    public async Task Looks_at_a_record_are_found_by_it_also_when_it_has_moved_to_another_person_since()
    {
        var (one, other) = (await story.Person(), await story.Person());
        await story.As("online").Put("Goal/moved", $$$"""{"resourceType":"Goal","id":"moved","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/{{{one}}}"}}""");
        await story.As("online").Get("Goal/moved");
        await story.As("online").Put("Goal/moved", $$$"""{"resourceType":"Goal","id":"moved","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/{{{other}}}"}}""");
        await story.As("online").Get("Goal/moved");

        var looks = await story.As("online").Get("AuditEvent?entity=Goal/moved");

        Assert.Equal(["R", "U", "R", "U"], looks.Matches.Select(look => look["action"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Every_interaction_leaves_its_entry()
    {
        var client = story.As("online");
        var person = await story.Person();
        await client.Get($"Patient/{person}");
        await client.Get($"Patient/{person}/_history");
        await client.Get($"Patient/{person}/_history/1");
        await client.Get("Patient?identifier=kestrel");
        await client.Put($"Patient/{person}", $$"""{"resourceType":"Patient","id":"{{person}}"}""");
        await client.Delete($"Patient/{person}");
        await client.Get($"Patient/{person}");
        await hub.Client("online", "system/Task.rs").Get($"Patient/{person}");

        var found = (await hub.Store.Audit(new Api.Store.AuditQuery { Count = 100 }, default)).Reverse().Select(one => $"{one.Record.Entry.Interaction} {one.Record.Entry.Outcome} {one.Record.Entry.Basis}");

        Assert.Equal(
            ["create permit author", "read permit author", "history-instance permit author", "vread permit author", "search-type permit author", "update permit author", "delete permit author", "read permit author", "read refuse scope-missing"],
            found);
    }

    private Task<Reply> Looks(string agency, string person) => story.As(agency).Get($"AuditEvent?patient=Patient/{person}&agent=Organization/social-care");
}
