using System.Text.Json.Nodes;
using Hub.Api.Access.Jobs;
using Hub.Api.Http;
using Hub.Api.Interactions;
using Hub.Api.Store;

namespace Hub.Api.Tests.Operations;

/// <summary>Prefer: respond-async of a batch and of $everything.</summary>
public sealed class AsyncTests(HubHost hub) : IClassFixture<HubHost>
{
    private static readonly (string, string) Later = ("Prefer", "respond-async");
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task A_batch_answered_later_does_what_it_would_have_done_at_once()
    {
        var begun = await online.Post("", Batch(Put("later-1"), Bad, Get("later-1"), Get("later-none")), Later);
        var place = Place(begun);
        var done = await Done(online, place);
        var entries = done.Entries;

        Assert.Equal((202, "information"), (begun.Status, begun.Json["issue"]![0]!["severity"]!.GetValue<string>()));
        Assert.Equal("respond-async", begun.Response.Headers.GetValues("Preference-Applied").Single());
        Assert.Equal(("Bundle", "batch-response"), (done.Json["resourceType"]!.GetValue<string>(), done.Json["type"]!.GetValue<string>()));
        Assert.Equal(["201 Created", "422 Unprocessable Entity", "200 OK", "404 Not Found"], Statuses(entries));
        Assert.EndsWith("Basic/later-1/_history/1", entries[0]["response"]!["location"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Bundle.entry[1].resource", entries[1]["response"]!["outcome"]!["issue"]![0]!["expression"]![0]!.GetValue<string>());
        Assert.Equal("later-1", entries[2]["resource"]!["id"]!.GetValue<string>());
        Assert.NotNull(done.Response.Content.Headers.Expires);
        Assert.Equal(Calls.FhirJson, done.Response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_entries_of_a_long_batch_are_answered_in_their_order()
    {
        var entries = Enumerable.Range(0, 2 * BatchPlan.PartLength + 1).Select(i => Put($"long-{i}")).ToArray();

        var done = await Done(online, Place(await online.Post("", Batch(entries), ("Prefer", "respond-async, return=representation"))));

        Assert.Equal(entries.Length, done.Entries.Length);
        Assert.Equal(Enumerable.Range(0, entries.Length).Select(i => $"long-{i}"), done.Entries.Select(entry => entry["resource"]!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_was_deleted_since_is_not_in_the_result()
    {
        var place = Place(await online.Post("", Batch(Put("since"), Get("since")), ("Prefer", "respond-async"), ("Prefer", "return=representation")));
        var before = await Done(online, place);
        await online.Delete("Basic/since");
        var after = await Done(online, place);

        Assert.NotNull(before.Entries[1]["resource"]);
        Assert.Equal("410 Gone", after.Entries[1]["response"]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_batch_runs_with_the_rights_of_whoever_sent_it_and_is_audited()
    {
        var reader = hub.Client("online", "system/*.rs");

        var done = await Done(online, Place(await reader.Post("", Batch(Put("rights")), Later, ("X-Correlation-Id", "async-rights"))));
        var audit = await online.Get("AuditEvent?entity=Basic/rights&outcome=8");

        Assert.Equal(["403 Forbidden"], Statuses(done.Entries));
        Assert.Single(audit.Matches);
    }

    [Fact]
    public async Task Sent_twice_under_one_request_id_it_is_one_job()
    {
        var batch = Batch("""{"request":{"method":"POST","url":"Basic"},"resource":{"resourceType":"Basic","code":{"text":"once"}}}""");

        var first = await online.Post("", batch, Later, ("X-Request-Id", "async-once"));
        await Done(online, Place(first));
        var second = await online.Post("", batch, Later, ("X-Request-Id", "async-once"));
        var other = await online.Post("", Batch(Put("other")), Later, ("X-Request-Id", "async-once"));

        Assert.Equal(Place(first), Place(second));
        Assert.Equal((409, "duplicate-request"), (other.Status, other.Problems.Single()));
    }

    [Fact]
    public async Task A_batch_that_a_node_died_of_goes_on_and_makes_nothing_twice()
    {
        await using var own = new HubHost();
        var client = own.Client("online");
        var create = """{"request":{"method":"POST","url":"Basic"},"resource":{"resourceType":"Basic","code":{"text":"resumed"}}}""";
        var plan = new BatchPlan("x", 1, ReturnPreference.Unsaid, Lenient: false);
        var caller = """{"Agency":"online","Client":"online","Person":null,"Scopes":"system/*.cruds","Purpose":"TREAT","RequestId":"r","CorrelationId":"c"}""";

        // A node made the first entry, as the job's entries are made, and died before it could say so.
        await client.Post("Basic", """{"resourceType":"Basic","code":{"text":"resumed"}}""", ("X-Request-Id", "half.0"));
        await own.Store.Write(
            open =>
            {
                open.PutJobFile("half", BatchPlan.Part(1, [create, create]));
                open.Put(new Job("half", "online", caller, plan.Text(), JobStates.Open, open.Now) { Node = "dead", Lease = open.Now.AddSeconds(-1) });
                return true;
            },
            CancellationToken.None);
        var done = await Done(client, "/fhir/_async/half");

        Assert.Equal(["201 Created", "201 Created"], Statuses(done.Entries));
        Assert.Equal(2, (await client.Get("Basic")).Matches.Length);
    }

    [Fact]
    public async Task A_job_that_nobody_can_read_is_told_as_failed_and_holds_up_no_other()
    {
        await using var own = new HubHost();
        var caller = """{"Agency":"online","Client":"online","Person":null,"Scopes":"system/*.cruds","Purpose":"TREAT","RequestId":"r","CorrelationId":"c"}""";
        await own.Store.Write(
            open =>
            {
                open.PutJobFile("broken", new JobFile(1, "asked", "no entries at all"));
                open.Put(new Job("broken", "online", caller, new BatchPlan("x", 1, ReturnPreference.Unsaid, Lenient: false).Text(), JobStates.Open, open.Now));
                return true;
            },
            CancellationToken.None);
        var client = own.Client("online");

        await Done(client, Place(await client.Post("", Batch(Put("good")), Later)));
        for (var asked = 0; asked < 600 && (await client.Get("_async/broken")).Status == 202; asked++)
        {
            await Task.Delay(50);
        }

        var broken = await client.Get("_async/broken");
        Assert.Equal((500, "job-failed"), (broken.Status, broken.Problems.Single()));
        Assert.Empty(await own.Store.JobFiles("broken", CancellationToken.None));
    }

    [Fact]
    public async Task What_waits_in_a_job_is_forgotten_with_it()
    {
        var place = Place(await online.Post("", Batch(Put("forgotten")), Later));
        await Done(online, place);
        var id = place[(place.LastIndexOf('/') + 1)..];
        var kept = await hub.Store.JobFiles(id, CancellationToken.None);
        var deleted = await online.Delete(place);

        Assert.DoesNotContain(kept, file => file.Text.Contains("words of the person", StringComparison.Ordinal));
        Assert.Equal((202, 404), (deleted.Status, (await online.Get(place)).Status));
        Assert.Empty(await hub.Store.JobFiles(id, CancellationToken.None));
    }

    [Fact]
    public async Task Others_do_not_find_it_and_a_batch_has_no_files()
    {
        var place = Place(await online.Post("", Batch(Put("hidden")), Later));
        await Done(online, place);

        Assert.Equal([404, 401, 404], new[] { await hub.Client("camhs").Get(place), await hub.Anyone().Get(place), await online.Get($"{place}/done-1.ndjson") }.Select(reply => reply.Status));
    }

    [Theory]
    [InlineData("""{"request":{"method":"GET","url":"$export"}}""", "501 Not Implemented")]
    [InlineData("""{"request":{"method":"POST","url":"Basic/x/$erase"}}""", "501 Not Implemented")]
    [InlineData("""{"request":{"method":"POST","url":"Basic/$validate"},"resource":{"resourceType":"Basic"}}""", "501 Not Implemented")]
    public async Task What_begins_something_else_is_not_part_of_it(string entry, string status)
    {
        var done = await Done(online, Place(await online.Post("", Batch(entry), Later)));

        Assert.Equal([status], Statuses(done.Entries));
    }

    [Fact]
    public async Task A_Bundle_that_is_none_is_refused_at_once()
    {
        var broken = await online.Post("", Batch("""{"request":{"method":"FLY","url":"Basic"}}"""), Later);
        var emergency = await hub.Client("online", purpose: Hub.Api.Access.Purposes.BreakTheGlass, reason: "x").Post("", Batch(Put("x")), Later);

        Assert.Equal((422, 403), (broken.Status, emergency.Status));
    }

    [Fact]
    public async Task An_agency_has_so_many_jobs_and_no_more()
    {
        await using var own = new HubHost();
        await own.Store.Write(
            open =>
            {
                for (var i = 0; i < 20; i++)
                {
                    open.Put(new Job($"busy-{i}", "online", "{}", new ExportPlan("x", ["Goal"], null, null, false).Text(), JobStates.Open, open.Now) { Node = "elsewhere", Lease = open.Now.AddDays(1) });
                }

                return true;
            },
            CancellationToken.None);

        var refused = await own.Client("online").Post("", Batch(Put("x")), Later);
        var others = await own.Client("camhs").Post("", Batch(Put("x")), Later);

        Assert.Equal((429, "too-many-requests", 202), (refused.Status, refused.Problems.Single(), others.Status));
        Assert.NotNull(refused.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Everything_later_is_the_whole_record_in_one_Bundle()
    {
        await online.Put("Patient/all", """{"resourceType":"Patient","id":"all","managingOrganization":{"reference":"Organization/all-place"}}""");
        await online.Put("Organization/all-place", """{"resourceType":"Organization","id":"all-place","name":"A place"}""");
        for (var i = 0; i < 3; i++)
        {
            await online.Put($"Goal/all-{i}", $$$"""{"resourceType":"Goal","id":"all-{{{i}}}","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/all"}}""");
        }

        var done = await Done(online, Place(await online.Get("Patient/all/$everything?_count=1", Later)));
        var narrow = await Done(online, Place(await online.Post("Patient/all/$everything", """{"resourceType":"Parameters","parameter":[{"name":"_type","valueCode":"Goal"}]}""", Later)));
        var searchset = done.Entries.Single()["resource"]!;

        Assert.Equal("200 OK", done.Entries.Single()["response"]!["status"]!.GetValue<string>());
        Assert.Equal("searchset", searchset["type"]!.GetValue<string>());
        Assert.Equal(["all", "all-0", "all-1", "all-2"], Ids(searchset, "match"));
        Assert.Equal(["all-place"], Ids(searchset, "include"));
        Assert.Equal(["all-0", "all-1", "all-2"], Ids(narrow.Entries.Single()["resource"]!, "match"));
        Assert.Equal(404, (await online.Get("Patient/nobody/$everything", Later)).Status);
    }

    private static string[] Ids(JsonNode bundle, string mode) =>
        [.. bundle["entry"]!.AsArray().Where(entry => entry!["search"]!["mode"]!.GetValue<string>() == mode).Select(entry => entry!["resource"]!["id"]!.GetValue<string>()).Order()];

    private static IEnumerable<string> Statuses(JsonNode[] entries) => entries.Select(entry => entry["response"]!["status"]!.GetValue<string>());

    private static string Place(Reply begun)
    {
        Assert.True(begun.Status == 202, begun.Text);
        var url = begun.Response.Content.Headers.ContentLocation!.ToString();
        return url[url.IndexOf("/fhir/", StringComparison.Ordinal)..];
    }

    private static async Task<Reply> Done(HttpClient client, string place)
    {
        for (var asked = 0; asked < 600; asked++)
        {
            var reply = await client.Get(place);
            if (reply.Status != 202)
            {
                Assert.True(reply.Status == 200, reply.Text);
                return reply;
            }

            Assert.Matches("^[0-9]+ of [0-9]+ steps$", reply.Response.Headers.GetValues("X-Progress").Single());
            Assert.NotNull(reply.Response.Headers.RetryAfter);
            await Task.Delay(50);
        }

        throw new TimeoutException("The job was not done in time.");
    }

    private const string Bad = """{"request":{"method":"POST","url":"Basic"},"resource":{"resourceType":"Basic","colour":"blue"}}""";

    private static string Batch(params string[] entries) => $$"""{"resourceType":"Bundle","type":"batch","entry":[{{string.Join(',', entries)}}]}""";

    private static string Get(string id) => $$$"""{"request":{"method":"GET","url":"Basic/{{{id}}}"}}""";

    private static string Put(string id) => $$$$"""{"request":{"method":"PUT","url":"Basic/{{{{id}}}}"},"resource":{"resourceType":"Basic","id":"{{{{id}}}}","code":{"text":"words of the person"}}}""";
}
