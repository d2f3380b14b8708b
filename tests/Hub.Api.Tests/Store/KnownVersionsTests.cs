using System.Text;
using Hub.Api.Store;
using Hub.Api.Store.Dialects;
using Hub.Api.Store.Rows;
using Hub.Api.Store.Search;

namespace Hub.Api.Tests.Store;

/// <summary>An inbox shows versions that are known already without reading them again, and never another one than the current (decision 524).</summary>
public sealed class KnownVersionsTests
{
    private const string Inbox = "owner=Organization/camhs&status=requested";

    [Theory]
    [InlineData("")]
    [InlineData("&_sort=_lastUpdated")]
    [InlineData("&_sort=-authored-on")]
    [InlineData("&due=lt2027&_sort=due")]
    public async Task What_was_changed_shows_as_it_is_now(string more)
    {
        await using var hub = TestStore.Open();
        await hub.Put(Requested("a", "before"));
        Assert.Equal("before", await Said(hub, more));
        Assert.Equal("before", await Said(hub, more));

        await hub.Put(Requested("a", "after"));

        Assert.Equal("after", await Said(hub, more));
        Assert.Equal(2, (await hub.Search("Task", Inbox + more, Scope(hub))).Matches.Single().Version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&_sort=_lastUpdated")]
    [InlineData("&due=lt2027&_sort=due")]
    public async Task Page_after_page_shows_each_once_whether_it_is_known_or_not(string more)
    {
        await using var hub = TestStore.Open();
        for (var i = 0; i < 7; i++)
        {
            await hub.Put(Requested($"t{i}", $"{i}"));
        }

        Assert.Equal(2, (await hub.Search("Task", $"{Inbox}&_count=2", Scope(hub))).Matches.Count);
        for (var times = 0; times < 2; times++)
        {
            var (said, cursor) = (new List<string>(), "");
            do
            {
                var page = await hub.Search("Task", $"{Inbox}{more}&_count=3{cursor}", Scope(hub));
                said.AddRange(page.Matches.Select(Word));
                cursor = page.NextCursor is { } next ? "&_cursor=" + next : "";
            }
            while (cursor.Length > 0);

            var expected = Enumerable.Range(0, 7).Select(i => $"{i}");
            Assert.Equal(more.Length == 0 ? expected.Reverse() : expected, said);
        }
    }

    [Fact]
    public async Task What_was_deleted_does_not_show()
    {
        await using var hub = TestStore.Open();
        var row = await hub.Put(Requested("a", "there"));
        Assert.Equal("there", await Said(hub));

        await hub.Store.Write(open => open.Delete(row.Address, TestStore.Stamp("a")), default);

        Assert.Empty((await hub.Search("Task", Inbox, Scope(hub))).Matches);
    }

    [Fact]
    public async Task Each_agency_sees_the_known_version_on_its_own_basis()
    {
        await using var hub = TestStore.Open();
        await hub.Put(Requested("a", "there"), referral: "ra");
        var grant = new Grant("camhs", null, null, "ra", "addressee", hub.Time.Now.AddHours(-1), hub.Time.Now.AddHours(1), "Task/a");
        await hub.Store.Write(
            open =>
            {
                open.ReplaceGrants("Task/a", [grant], PersonKeys.Nobody);
                return true;
            },
            default);

        for (var times = 0; times < 2; times++)
        {
            Assert.Equal("author", (await hub.Search("Task", Inbox, Scope(hub))).Matches.Single().Basis);
            Assert.Equal("addressee", (await hub.Search("Task", Inbox, Scope(hub, "camhs"))).Matches.Single().Basis);
            Assert.Empty((await hub.Search("Task", Inbox, Scope(hub, "police"))).Matches);
        }
    }

    [Fact]
    public async Task Whose_it_is_shows_as_it_stands_now_without_a_new_version()
    {
        await using var hub = TestStore.Open();
        await hub.Put(Requested("a", "there"), patient: "ash");
        Assert.Equal("ash", (await hub.Search("Task", Inbox, Scope(hub))).Matches.Single().Patient);

        await hub.Store.Write(open => open.Unlink("ash", "camhs"), default);

        var shown = (await hub.Search("Task", Inbox, Scope(hub))).Matches.Single();
        Assert.Null(shown.Patient);
        Assert.Equal(1, shown.Version);
    }

    [Fact]
    public async Task What_work_that_was_not_kept_had_written_is_known_to_nobody()
    {
        await using var hub = TestStore.Open();
        await hub.Put(Requested("first", "so that all parameters are known"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Store.Write<bool>(
            open =>
            {
                open.Put(TestStore.Valid(Requested("a", "not kept")), TestStore.Stamp("a"));
                Assert.Equal(2, open.Search(TestStore.Query("Task", Inbox), Scope(hub)).Count);
                throw new InvalidOperationException();
            },
            default));
        await hub.Put(Requested("a", "kept"));

        Assert.Equal("kept", await Said(hub));
    }

    [Fact]
    public async Task A_database_that_was_put_back_gives_numbers_out_again_and_shows_what_they_stand_for_now()
    {
        await using var hub = TestStore.Open();
        await hub.Put(Requested("a", "before"));
        Assert.Equal("before", await Said(hub));
        var body = Convert.ToHexString(Encoding.UTF8.GetBytes(Requested("a", "after")));
        var bytes = TestDatabase.Postgres is not null ? $"'\\x{body}'" : TestDatabase.SqlServer is not null ? $"0x{body}" : $"X'{body}'";

        hub.Execute($"UPDATE resource_version SET last_updated = last_updated + 1, body = {bytes}");
        hub.Execute("UPDATE resource SET last_updated = last_updated + 1");
        await hub.Put("""{"resourceType":"Basic","id":"other","code":{"text":"so that whoever looks begins anew"}}""");

        Assert.Equal("after", await Said(hub));
    }

    [Fact]
    public async Task More_than_is_kept_is_read_again()
    {
        await using var hub = TestStore.Open();
        var words = Enumerable.Range(10, 24).Select(number => new string((char)('a' + (number % 26)), 1_000_000)).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            await hub.Put(Requested($"t{i:D2}", words[i]));
        }

        for (var times = 0; times < 3; times++)
        {
            var matches = (await hub.Search("Task", Inbox, Scope(hub))).Matches;
            Assert.Equal(Enumerable.Reverse(words).Select(text => text[0]), matches.Select(match => Word(match)[0]));
        }
    }

    [Fact]
    public async Task What_stands_elsewhere_by_now_is_not_found_where_it_was()
    {
        await using var hub = TestStore.Open();
        var there = await hub.Put(Requested("a", "there"), patient: "ash");
        using var session = Dialect.Of(hub.ConnectionString).Open(writing: false);
        var sequence = session.First("SELECT sequence FROM resource", row => row.GetInt64(0));
        var row = new SeenRow(there.Key, there.PersonKey, sequence, there.LastUpdated.UtcTicks, "ash", null, "author");

        Assert.Null(new KnownVersions().Of(session, [row with { PersonKey = PersonKeys.Nobody }])[0]);
        Assert.Equal("there", Word(new KnownVersions().Of(session, [row])[0]!));
    }

    private static async Task<string> Said(TestStore hub, string more = "") => Word((await hub.Search("Task", Inbox + more, Scope(hub))).Matches[0]);

    private static string Word(StoredResource row) =>
        System.Text.Json.JsonDocument.Parse(row.Body).RootElement.GetProperty("description").GetString()!;

    private static AccessScope Scope(TestStore hub, string agency = "online") => new(agency, hub.Time.Now);

    private static string Requested(string id, string text) => $$$"""
        {"resourceType":"Task","id":"{{{id}}}","status":"requested","intent":"order","description":"{{{text}}}","authoredOn":"2026-03-01","owner":{"reference":"Organization/camhs"},
        "restriction":{"period":{"end":"2026-05-01"} } }
        """;
}
