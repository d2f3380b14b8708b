using System.Text.Json.Nodes;
using Hub.Api.Access;
using Hub.Api.Access.Jobs;
using Hub.Api.Store;

namespace Hub.Api.Tests.Operations;

public sealed class ExportTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task Every_record_of_the_caller_comes_once_and_nobody_elses()
    {
        await Record("online", "whole", 3);
        await Record("camhs", "foreign", 2);

        var lines = await Lines(online, "$export?_type=Patient,Goal");

        Assert.Equal(lines.Count, lines.Distinct().Count());
        Assert.Superset(new HashSet<string> { "Patient/whole", "Goal/whole-0", "Goal/whole-1", "Goal/whole-2" }, lines.ToHashSet());
        Assert.DoesNotContain(lines, line => line.Contains("foreign", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_way_of_an_export_is_that_of_Bulk_Data()
    {
        await Record("online", "way", 1);
        var begun = await online.Get("Patient/$export?_type=Goal&_outputFormat=application/fhir%2Bndjson", ("Prefer", "respond-async"), ("Accept", "application/fhir+json"));
        var place = begun.Response.Content.Headers.ContentLocation!.ToString();

        var (_, manifest) = await Done(online, place);
        var file = manifest.Json["output"]!.AsArray()[0]!["url"]!.GetValue<string>();
        var lines = await online.Get(Local(file), ("Accept", "application/fhir+ndjson"));
        var cancelled = await online.Delete(Local(place));

        Assert.Equal(202, begun.Status);
        Assert.Equal("application/json", manifest.Response.Content.Headers.ContentType!.MediaType);
        Assert.NotNull(manifest.Response.Content.Headers.Expires);
        Assert.True(manifest.Json["requiresAccessToken"]!.GetValue<bool>());
        Assert.EndsWith("Patient/$export?_type=Goal&_outputFormat=application/fhir%2Bndjson", manifest.Json["request"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("application/fhir+ndjson", lines.Response.Content.Headers.ContentType!.MediaType);
        Assert.All(lines.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal("Goal", JsonNode.Parse(line)!["resourceType"]!.GetValue<string>()));
        Assert.Equal((202, 404, 404), (cancelled.Status, (await online.Get(Local(place))).Status, (await online.Get(Local(file))).Status));
    }

    [Fact]
    public async Task Others_find_neither_the_job_nor_its_files()
    {
        await Record("online", "hidden", 1);
        var place = (await online.Get("$export?_type=Goal")).Response.Content.Headers.ContentLocation!.ToString();
        var (_, manifest) = await Done(online, place);
        var file = Local(manifest.Json["output"]!.AsArray()[0]!["url"]!.GetValue<string>());

        var camhs = hub.Client("camhs");

        Assert.Equal([404, 404, 404, 401], new[] { await camhs.Get(Local(place)), await camhs.Get(file), await camhs.Delete(Local(place)), await hub.Anyone().Get(file) }.Select(reply => reply.Status));
        Assert.Equal(403, (await hub.Client("online", "system/Patient.rs").Get(file)).Status);
    }

    [Fact]
    public async Task What_was_deleted_since_is_not_in_the_file()
    {
        await Record("online", "since", 2);
        var place = (await online.Get("$export?_type=Goal")).Response.Content.Headers.ContentLocation!.ToString();
        var (_, manifest) = await Done(online, place);

        await online.Delete("Goal/since-0");
        var lines = await Files(online, manifest);

        Assert.DoesNotContain("Goal/since-0", lines);
        Assert.Contains("Goal/since-1", lines);
    }

    [Fact]
    public async Task Since_leaves_out_what_was_not_changed()
    {
        await Record("online", "old", 1);
        hub.Clock.Advance(TimeSpan.FromSeconds(20));
        var since = hub.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        hub.Clock.Advance(TimeSpan.FromSeconds(20));
        await Record("online", "new", 1);

        var lines = await Lines(online, $"$export?_type=Goal&_since={since}");

        Assert.Contains("Goal/new-0", lines);
        Assert.DoesNotContain("Goal/old-0", lines);
    }

    [Fact]
    public async Task Of_a_group_come_the_records_of_its_members()
    {
        await Record("online", "member", 2);
        await Record("online", "outsider", 1);
        await online.Put("Group/mine", """{"resourceType":"Group","id":"mine","type":"person","actual":true,"member":[{"entity":{"reference":"Patient/member"}},{"entity":{"reference":"Patient/outsider"},"inactive":true}]}""");

        var lines = await Lines(online, "Group/mine/$export");
        var posted = await online.Post("Group/mine/$export", """{"resourceType":"Parameters","parameter":[{"name":"_type","valueString":"Goal"}]}""");

        Assert.Equal(["Goal/member-0", "Goal/member-1", "Group/mine", "Patient/member"], lines.Order());
        Assert.Equal(202, posted.Status);
        Assert.Equal(404, (await hub.Client("camhs").Get("Group/mine/$export")).Status);
    }

    [Theory]
    [InlineData("$export?_outputFormat=csv", 400, "invalid-parameter")]
    [InlineData("$export?_type=Medication", 400, "invalid-parameter")]
    [InlineData("Patient/$export?_type=Location", 400, "invalid-parameter")]
    [InlineData("$export?_since=lately", 400, "invalid-parameter")]
    [InlineData("$export?_typeFilter=x", 400, "unknown-parameter")]
    [InlineData("_async/nothing", 404, "not-found")]
    [InlineData("_async/nothing/Goal-1.ndjson", 404, "not-found")]
    public async Task What_is_asked_wrongly_is_refused(string address, int status, string problem)
    {
        var reply = await online.Get(address);

        Assert.Equal((status, problem), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task A_type_beyond_the_scope_is_refused_and_an_emergency_is_no_reason()
    {
        var scope = await hub.Client("online", "system/Patient.rs").Get("$export?_type=Goal");
        var emergency = await hub.Client("online", purpose: Purposes.BreakTheGlass, reason: "x").Get("$export");

        Assert.Equal(["scope-missing", "not-allowed-here"], [scope.Problems.Single(), emergency.Problems.Single()]);
    }

    [Fact]
    public async Task Another_node_goes_on_where_one_stopped_without_gap_or_repetition()
    {
        await using var own = new HubHost();
        var writer = own.Client("online");
        await writer.Put("Patient/many", """{"resourceType":"Patient","id":"many"}""");
        for (var part = 0; part < 3; part++)
        {
            var entries = Enumerable.Range(part * 400, 400).Select(i => $$$$"""{"request":{"method":"PUT","url":"Goal/g{{{{i}}}}"},"resource":{"resourceType":"Goal","id":"g{{{{i}}}}","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/many"}}}""");
            await writer.Post("", $$"""{"resourceType":"Bundle","type":"transaction","entry":[{{string.Join(',', entries)}}]}""");
        }

        // A job that a node began and died of: one page is written down, and its lease has run out.
        var store = own.Store;
        var plan = new ExportPlan("x", ["Goal", "Patient"], null, null, false);
        var id = await store.Write(
            open =>
            {
                open.Put(new Job("half", "online", """{"Agency":"online","Client":"online","Person":null,"Scopes":"system/*.cruds","Purpose":"TREAT","RequestId":"r","CorrelationId":"c"}""", plan.Text(), JobStates.Done, open.Now.AddMinutes(1)));
                return "half";
            },
            CancellationToken.None);
        var begun = await store.Job(id, CancellationToken.None);
        var first = await store.Search(plan.Page(begun!), new AccessScope("online", own.Clock.GetUtcNow()), CancellationToken.None);
        await store.Write(
            open =>
            {
                open.AppendToJob(id, "Goal", plan.Kept(first));
                open.Put(begun! with { State = JobStates.Open, Place = first.NextCursor, Node = "dead", Lease = open.Now.AddSeconds(-1) });
                return true;
            },
            CancellationToken.None);

        var (_, manifest) = await Done(writer, "/fhir/_async/half");
        var lines = await Files(writer, manifest);

        Assert.Equal(500, first.Matches.Count);
        Assert.Equal(1201, lines.Count);
        Assert.Equal(1201, lines.Distinct().Count());
    }

    [Fact]
    public async Task A_partner_that_is_switched_off_gets_nothing_more()
    {
        await using var own = new HubHost();
        await own.Store.Write(
            open =>
            {
                open.PutPartner(HubHost.Partner("online") with { Enabled = false });
                open.Put(new Job("off", "online", """{"Agency":"online","Client":"online","Person":null,"Scopes":"system/*.cruds","Purpose":"TREAT","RequestId":"r","CorrelationId":"c"}""", new ExportPlan("x", ["Goal"], null, null, false).Text(), JobStates.Open, open.Now));
                return true;
            },
            CancellationToken.None);

        Job? job;
        for (var wait = 0; (job = await own.Store.Job("off", CancellationToken.None)) is { IsOpen: true } && wait < 200; wait++)
        {
            await Task.Delay(50);
        }

        Assert.Equal(JobStates.Failed, job!.State);
        await own.Store.Write(
            open =>
            {
                open.PutPartner(HubHost.Partner("online"));
                return true;
            },
            CancellationToken.None);
        var told = await own.Client("online").Get("_async/off");
        Assert.Equal((500, "job-failed"), (told.Status, told.Problems.Single()));
    }

    private static async Task<List<string>> Lines(HttpClient client, string address)
    {
        var begun = await client.Get(address);
        Assert.True(begun.Status == 202, begun.Text);
        var (_, manifest) = await Done(client, begun.Response.Content.Headers.ContentLocation!.ToString());
        return await Files(client, manifest);
    }

    private static async Task<List<string>> Files(HttpClient client, Reply manifest)
    {
        var lines = new List<string>();
        foreach (var output in manifest.Json["output"]!.AsArray())
        {
            var file = await client.Get(Local(output!["url"]!.GetValue<string>()));
            Assert.True(file.Status == 200, file.Text);
            lines.AddRange(file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).Select(resource => $"{resource["resourceType"]}/{resource["id"]}"));
        }

        return lines;
    }

    private static async Task<(int Asked, Reply Manifest)> Done(HttpClient client, string place)
    {
        for (var asked = 1; asked < 600; asked++)
        {
            var reply = await client.Get(Local(place));
            if (reply.Status != 202)
            {
                Assert.True(reply.Status == 200, reply.Text);
                return (asked, reply);
            }

            Assert.Matches("^[0-9]+ of [0-9]+ steps$", reply.Response.Headers.GetValues("X-Progress").Single());
            Assert.NotNull(reply.Response.Headers.RetryAfter);
            await Task.Delay(50);
        }

        throw new TimeoutException("The export was not done in time.");
    }

    private static string Local(string url) => url[url.IndexOf("/fhir/", StringComparison.Ordinal)..];

    private async Task Record(string agency, string person, int goals)
    {
        var client = hub.Client(agency);
        await client.Put($"Patient/{person}", $$"""{"resourceType":"Patient","id":"{{person}}"}""");
        for (var i = 0; i < goals; i++)
        {
            await client.Put($"Goal/{person}-{i}", $$$"""{"resourceType":"Goal","id":"{{{person}}}-{{{i}}}","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/{{{person}}}"}}""");
        }
    }
}
