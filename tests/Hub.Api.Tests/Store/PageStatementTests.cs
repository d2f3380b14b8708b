using Hub.Api.Store;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Tests.Store;

/// <summary>The statement of a page that was asked for before is kept, but for who asks and when; each row says on what basis it is seen.</summary>
public sealed class PageStatementTests
{
    private const string Inbox = "owner=Organization/camhs&status=requested";

    [Fact]
    public async Task The_same_words_find_for_each_agency_and_at_each_time_what_it_may_see_then()
    {
        await using var hub = TestStore.Open();
        await Task("a");
        await Task("b");
        await Grant(hub, "Task/a", "camhs", "ra", "addressee", hours: 1);
        await Grant(hub, "Task/b", "camhs", "rb", "addressee", hours: 3);
        await Grant(hub, "Consent/b", "police", "rb", "team", hours: 3);

        for (var times = 0; times < 2; times++)
        {
            Assert.Equal(["b", "a"], await hub.Ids("Task", Inbox, Scope(hub, "camhs")));
            Assert.Equal(["b"], await hub.Ids("Task", Inbox, Scope(hub, "police")));
            Assert.Empty(await hub.Ids("Task", Inbox, Scope(hub, "social-care")));
            Assert.Equal(["b", "a"], await hub.Ids("Task", Inbox, Scope(hub, "online")));
            Assert.Equal(["b", "a"], await hub.Ids("Task", Inbox));
        }

        hub.Time.Now = hub.Time.Now.AddHours(2);
        Assert.Equal(["b"], await hub.Ids("Task", Inbox, Scope(hub, "camhs")));

        Task Task(string id) => hub.Put(Requested(id), referral: $"r{id}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("&_sort=-_lastUpdated")]
    public async Task What_is_narrowed_is_not_taken_for_the_same_words_alone(string sort)
    {
        await using var hub = TestStore.Open();
        await hub.Put(Requested("a"), patient: "ash");
        await hub.Put(Requested("b"), patient: "bo");
        var query = TestStore.Query("Task", Inbox + sort);

        for (var times = 0; times < 2; times++)
        {
            Assert.Equal(["b", "a"], await Ids(query));
            Assert.Equal(["a"], await Ids(query.Within("ash")));
            Assert.Equal(["b"], await Ids(query.Within("bo")));
        }

        async Task<IEnumerable<string>> Ids(SearchQuery asked) =>
            (await hub.Store.Search(asked, Scope(hub, "online"), default)).Matches.Select(match => match.Id);
    }

    [Fact]
    public async Task The_same_words_below_another_base_are_another_search()
    {
        await using var hub = TestStore.Open();
        await hub.Put(Requested("a"));

        Assert.Empty(await Ids(null));
        Assert.Equal(["a"], await Ids("https://hub.example/fhir"));
        Assert.Empty(await Ids("https://other.example/fhir"));

        async Task<IEnumerable<string>> Ids(string? baseUrl)
        {
            KeyValuePair<string, string>[] words = [new("owner", "https://hub.example/fhir/Organization/camhs"), new("status", "requested")];
            var query = SearchQuery.Parse("Task", words, lenient: false, new List<Issue>(), baseUrl);
            return (await hub.Store.Search(query, Scope(hub, "online"), default)).Matches.Select(match => match.Id);
        }
    }

    [Fact]
    public async Task A_value_that_no_resource_had_yet_is_found_once_one_has_it()
    {
        await using var hub = TestStore.Open();
        Assert.Empty(await hub.Ids("Task", Inbox, Scope(hub, "online")));

        await hub.Put(Requested("a"));

        Assert.Equal(["a"], await hub.Ids("Task", Inbox, Scope(hub, "online")));
        Assert.Equal(["a"], await hub.Ids("Task", Inbox, Scope(hub, "online")));
    }

    /// <summary>Of several grants the one of the referral, before those of the person; of an everyday kind, before the emergency; that ends first.</summary>
    [Theory]
    [InlineData("author", "online", "")]
    [InlineData("addressee", "camhs", "referral addressee 1, referral placer 2")]
    [InlineData("placer", "camhs", "referral addressee 2, referral placer 1")]
    [InlineData("addressee", "camhs", "referral placer 1, referral addressee 1")]
    [InlineData("addressee", "camhs", "person team 1, referral addressee 2")]
    [InlineData("team", "camhs", "person emergency 1, person team 2")]
    [InlineData("episode", "camhs", "person episode 1, person team 2, referral emergency 1")]
    [InlineData("emergency", "camhs", "person emergency 1")]
    [InlineData("team", "camhs", "person team 3, referral addressee 0")]
    public async Task A_row_is_seen_on_the_same_basis_however_it_is_found(string basis, string agency, string grants)
    {
        await using var hub = TestStore.Open();
        await hub.Put(Requested("a"), category: "administrative", patient: "ash", referral: "ra");
        foreach (var (words, i) in grants.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select((grant, i) => (grant.Split(' '), i)))
        {
            var (about, hours) = (words[0], int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture));
            await Grant(hub, $"Consent/{i}", agency, about == "referral" ? "ra" : null, words[1], hours, about == "person" ? "ash" : null);
        }

        var scope = Scope(hub, agency);

        foreach (var sort in new[] { "", "&_sort=-_lastUpdated", "&_sort=authored-on" })
        {
            Assert.Equal(basis, (await hub.Search("Task", Inbox + sort, scope)).Matches.Single().Basis);
        }

        Assert.Equal(basis, (await hub.Store.Read(new ResourceKey("Task", "a"), scope, default))!.Basis);
        var row = (await hub.Store.Read(new ResourceKey("Task", "a"), TestStore.Hub, default))!;
        Assert.Equal(basis, await hub.Store.Write(open => Api.Access.Gate.Basis(Caller(agency), row, open), default));
    }

    private static Api.Access.Caller Caller(string agency) => new(agency, "client", null, Api.Access.SmartScopes.None, "TREAT", null, "request", "correlation");

    private static AccessScope Scope(TestStore hub, string agency) => new(agency, hub.Time.Now);

    private static string Requested(string id) =>
        $$$"""{"resourceType":"Task","id":"{{{id}}}","status":"requested","intent":"order","authoredOn":"2026-03-01","owner":{"reference":"Organization/camhs"}}""";

    private static Task<bool> Grant(TestStore hub, string source, string agency, string? referral, string basis, int hours, string? patient = null) =>
        hub.Store.Write(
            open =>
            {
                var grant = new Grant(agency, patient, patient is null ? null : "administrative", referral, basis, hub.Time.Now.AddHours(-1), hub.Time.Now.AddHours(hours), source);
                open.ReplaceGrants(source, [grant], patient is null ? PersonKeys.Nobody : PersonKeys.Of(patient));
                return true;
            },
            default);
}
