using System.Net.Http.Headers;
using System.Text;
using Hub.Api.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Api.Tests.Operations;

public sealed class EraseTests(HubHost hub) : IClassFixture<HubHost>
{
    private const string Marker = "zanzibarite";
    private const string Why = """{"resourceType":"Parameters","parameter":[{"name":"reason","valueString":"wrong child"}]}""";

    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task Two_people_erase_and_nothing_but_the_proof_is_left()
    {
        await Goal("erased", "first");
        await Goal("erased", "second");

        var asked = await As("asha").Post("Goal/erased/$erase", Why);
        var done = await As("joan").Post("Goal/erased/$erase", Confirm(asked));
        var proof = await As("asha").Get("Goal/erased/$erase");

        Assert.Equal((202, 200), (asked.Status, done.Status));
        Assert.Equal(done.Text, proof.Text);
        Assert.Equal(["Goal/erased/_history/1", "Goal/erased/_history/2"], Parts(done, "erased").Select(part => part["part"]![0]!["valueString"]!.GetValue<string>()));
        Assert.DoesNotContain(Marker, done.Text, StringComparison.Ordinal);
        Assert.Equal((410, 410, 410), ((await online.Get("Goal/erased")).Status, (await online.Get("Goal/erased/_history/1")).Status, (await online.Get("Goal/erased/_history/3")).Status));
        Assert.Empty((await online.Get("Goal?_id=erased")).Entries);
        var history = await online.Get("Goal/erased/_history");
        Assert.Equal(3, history.Entries.Length);
        Assert.All(history.Entries, entry => Assert.Null(entry["resource"]));
    }

    [Fact]
    public async Task The_hash_of_each_version_is_that_of_what_it_held()
    {
        var kept = await Goal("hashed", "first");

        var done = await As("joan").Post("Goal/hashed/$erase", Confirm(await As("asha").Post("Goal/hashed/$erase", Why)));

        var expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(kept.Text)));
        Assert.Equal(expected, Parts(done, "erased").Single()["part"]![1]!["valueString"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_a_person_it_takes_what_the_agency_wrote_and_leaves_what_others_wrote()
    {
        await using var own = new HubHost();
        var writer = own.Client("online");
        await writer.Put("Patient/whole", $$"""{"resourceType":"Patient","id":"whole","name":[{"family":"{{Marker}}"}]}""");
        await writer.Put("Goal/mine", $$$"""{"resourceType":"Goal","id":"mine","lifecycleStatus":"active","description":{"text":"{{{Marker}}}"},"subject":{"reference":"Patient/whole"}}""");
        await writer.Delete("Goal/mine");
        await writer.Put("Flag/mine", $$$"""{"resourceType":"Flag","id":"mine","status":"active","code":{"text":"{{{Marker}}}"},"subject":{"reference":"Patient/whole"}}""");
        await own.Client("camhs").Put("Goal/theirs", """{"resourceType":"Goal","id":"theirs","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/whole"}}""");

        var done = await As("joan", host: own).Post("Patient/whole/$erase", Confirm(await As("asha", host: own).Post("Patient/whole/$erase", Why)));

        Assert.True(done.Status == 200, done.Text);
        Assert.Equal(["Flag/mine/_history/1", "Goal/mine/_history/1", "Patient/whole/_history/1"], Parts(done, "erased").Select(part => part["part"]![0]!["valueString"]!.GetValue<string>()).Order());
        Assert.Equal(200, (await own.Client("camhs").Get("Goal/theirs")).Status);
        Assert.Equal(0L, own.Database.Execute("SELECT count(*) FROM resource_version WHERE length(body) > 0 AND author = 'online'"));
        Assert.Equal(0L, own.Database.Execute($"SELECT count(*) FROM index_string WHERE normal LIKE '%{Marker}%'"));
        Assert.Null(await own.Store.FirstBrokenAudit(CancellationToken.None));
        Assert.Equal(own.Database.Execute("SELECT max(sequence) FROM resource_version"), own.Database.Execute("SELECT count(*) FROM resource_version"));
    }

    [Fact]
    public async Task The_audit_of_an_erased_person_says_who_looked_and_not_in_which_words()
    {
        await using var own = new HubHost();
        var writer = own.Client("online");
        await writer.Put("Patient/words", $$"""{"resourceType":"Patient","id":"words","birthDate":"2010-02-03","name":[{"family":"{{Marker}}"}]}""");
        await writer.Get($"Patient?name={Marker}");
        var emergency = own.Client("emergency", purpose: Purposes.BreakTheGlass, reason: $"They said {Marker}");
        await emergency.Get($"Patient?name={Marker}&birthdate=2010-02-03");
        var posted = await writer.Post("AuditEvent", $$$"""{"resourceType":"AuditEvent","type":{"code":"{{{Marker}}}"},"recorded":"2026-01-01T10:00:00Z","agent":[{"requestor":true}],"source":{"observer":{"display":"x"}},"entity":[{"what":{"reference":"Patient/words"}}]}""");
        var before = await InWords(own);
        var looks = (await writer.Get("AuditEvent?patient=words&_count=100")).Matches.Length;
        own.Clock.Advance(TimeSpan.FromHours(9));

        var done = await As("joan", host: own).Post("Patient/words/$erase", Confirm(await As("asha", host: own).Post("Patient/words/$erase", Why)));
        var audit = await own.Client("online").Get("AuditEvent?patient=words&_count=100");

        Assert.True(done.Status == 200, done.Text);
        Assert.Equal(201, posted.Status);
        Assert.True(before >= 3, $"{before}");
        Assert.Equal(0, await InWords(own));
        Assert.DoesNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes(Marker)), BytesOfTheAudit(own), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Marker, audit.Text, StringComparison.Ordinal);
        Assert.True(audit.Matches.Length >= looks, audit.Text);
        Assert.Null(await own.Store.FirstBrokenAudit(CancellationToken.None));
    }

    [Fact]
    public async Task The_reason_of_an_emergency_goes_with_the_person_once_the_emergency_is_over()
    {
        await using var own = new HubHost();
        var writer = own.Client("online");
        await writer.Put("Patient/flagged", """{"resourceType":"Patient","id":"flagged","birthDate":"2010-02-03"}""");
        await writer.Put("Goal/aim", """{"resourceType":"Goal","id":"aim","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/flagged"}}""");
        await own.Client("emergency", purpose: Purposes.BreakTheGlass, reason: $"They said {Marker}").Get("Patient/flagged");
        var flag = Assert.Single((await writer.Get("Flag?patient=flagged")).Matches);

        var during = await As("asha", host: own).Post("Patient/flagged/$erase", Why);
        var goal = await As("asha", host: own).Post("Goal/aim/$erase", Why);
        own.Clock.Advance(TimeSpan.FromHours(9));
        var done = await As("joan", host: own).Post("Patient/flagged/$erase", Confirm(await As("asha", host: own).Post("Patient/flagged/$erase", Why)));

        Assert.Contains(Marker, flag.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((403, 403, 200), (during.Status, goal.Status, done.Status));
        Assert.Contains("open in an emergency until", during.Text, StringComparison.Ordinal);
        Assert.Contains($"Flag/{flag["id"]}/_history/1", done.Text, StringComparison.Ordinal);
        Assert.Empty(await Bodies(own));
        Assert.Equal(0, await InWords(own));
        Assert.Null(await own.Store.FirstBrokenAudit(CancellationToken.None));
    }

    /// <summary>The versions that hold the word.</summary>
    private static async Task<IEnumerable<string>> Bodies(HubHost hub) =>
        (await hub.Store.Changes(new Api.Store.ChangeQuery(null, null, null, 1000), new Api.Store.AccessScope("hub", default, All: true), default)).Versions
            .Where(version => Encoding.UTF8.GetString(version.Body.Span).Contains(Marker, StringComparison.Ordinal)).Select(version => version.Address.ToString());

    private static async Task<int> InWords(HubHost hub) => (await hub.Store.Audit(new Api.Store.AuditQuery { Count = 1000 }, default))
        .Count(one => $"{one.Record.Entry.Query} {one.Record.Entry.Reason}".Contains(Marker, StringComparison.Ordinal));

    /// <summary>All that the audit holds, as hexadecimal digits.</summary>
    private static string BytesOfTheAudit(HubHost hub) => (string)hub.Database.Execute(hub.Store.Database.StartsWith("SQLite", StringComparison.Ordinal)
        ? "SELECT group_concat(hex(facts) || hex(words)) FROM audit"
        : "SELECT string_agg(encode(facts, 'hex') || encode(words, 'hex'), ',') FROM audit")!;

    [Fact]
    public async Task Who_asks_does_not_confirm_and_nobody_else_does_either()
    {
        await Goal("guarded", "x");
        var asked = await As("asha").Post("Goal/guarded/$erase", Why);

        var same = await As("asha").Post("Goal/guarded/$erase", Confirm(asked));
        var caseholder = await As("joan", role: "caseholder").Post("Goal/guarded/$erase", Confirm(asked));
        var system = await online.Post("Goal/guarded/$erase", Confirm(asked));
        var stranger = await As("tom", agency: "camhs").Post("Goal/guarded/$erase", Confirm(asked));
        var made = await As("joan").Post("Goal/guarded/$erase", """{"resourceType":"Parameters","parameter":[{"name":"confirm","valueString":"made-up"}]}""");

        Assert.Equal([403, 403, 403, 404, 404], new[] { same, caseholder, system, stranger, made }.Select(reply => reply.Status));
        Assert.Equal(200, (await online.Get("Goal/guarded")).Status);
    }

    [Fact]
    public async Task It_is_confirmed_within_three_days_and_once()
    {
        await using var own = new HubHost();
        var writer = own.Client("online");
        await writer.Put("Basic/late", """{"resourceType":"Basic","id":"late","code":{"text":"x"}}""");
        var late = await As("asha", host: own).Post("Basic/late/$erase", Why);
        own.Clock.Advance(TimeSpan.FromDays(3));

        var tooLate = await As("joan", host: own).Post("Basic/late/$erase", Confirm(late));
        var again = await As("asha", host: own).Post("Basic/late/$erase", Why);
        var done = await As("joan", host: own).Post("Basic/late/$erase", Confirm(again));
        var twice = await As("joan", host: own).Post("Basic/late/$erase", Confirm(again));

        Assert.Equal([404, 200, 404], new[] { tooLate, done, twice }.Select(reply => reply.Status));
    }

    [Fact]
    public async Task What_another_agency_wrote_is_theirs_to_erase()
    {
        await hub.Client("camhs").Put("Location/theirs", """{"resourceType":"Location","id":"theirs","name":"x"}""");

        var reply = await As("asha").Post("Location/theirs/$erase", Why);

        Assert.Equal((403, "not-allowed-here"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task Asking_confirming_and_refusals_are_audited()
    {
        await Goal("watched", "x");
        await online.Post("Goal/watched/$erase", Why);
        await As("joan").Post("Goal/watched/$erase", Confirm(await As("asha").Post("Goal/watched/$erase", Why)));

        var refused = await online.Get("AuditEvent?entity=Goal/watched&action=D&outcome=4,8,12");
        var permitted = await online.Get("AuditEvent?entity=Goal/watched&action=D&outcome=0");

        Assert.NotEmpty(refused.Entries);
        Assert.True(permitted.Entries.Length >= 3, permitted.Text);
    }

    [Fact]
    public async Task An_erased_id_can_be_written_again_and_has_the_next_version()
    {
        await Goal("reborn", "x");
        await As("joan").Post("Goal/reborn/$erase", Confirm(await As("asha").Post("Goal/reborn/$erase", Why)));

        var again = await Goal("reborn", "new");

        Assert.Equal("W/\"3\"", again.ETag);
        Assert.Equal(410, (await online.Get("Goal/reborn/_history/1")).Status);
    }

    private HttpClient As(string person, string role = GuardedErasures.Controller, string agency = "online", HubHost? host = null)
    {
        var client = (host ?? hub).Anyone();
        var token = (host ?? hub).Services.GetRequiredService<AccessTokens>().IssueToPerson(agency, person, $"Practitioner/{person}", role, Purposes.Treatment);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private Task<Reply> Goal(string id, string text) => online.Put(
        $"Goal/{id}",
        $$$"""{"resourceType":"Goal","id":"{{{id}}}","lifecycleStatus":"active","description":{"text":"{{{Marker}}} {{{text}}}"},"subject":{"reference":"Patient/of-{{{id}}}"}}""");

    private static string Confirm(Reply asked)
        => $$"""{"resourceType":"Parameters","parameter":[{"name":"confirm","valueString":"{{asked.Json["parameter"]![0]!["valueString"]}}"}]}""";

    private static List<System.Text.Json.Nodes.JsonNode> Parts(Reply reply, string name)
        => [.. reply.Json["parameter"]!.AsArray().Where(parameter => parameter!["name"]!.GetValue<string>() == name).Select(parameter => parameter!)];
}
