using Hub.Fhir.Outcomes;

namespace Hub.Api.Tests.Store;

public sealed class PagingTests
{
    [Theory]
    [InlineData("_count=3")]
    [InlineData("_count=3&_sort=-birthdate")]
    [InlineData("_count=3&_sort=gender,birthdate")]
    public async Task A_next_link_survives_new_writes(string query)
    {
        await using var hub = TestStore.Open();
        await Fill(hub, 1, 10);
        var first = await hub.Search("Patient", query);

        await Fill(hub, 11, 20);
        var found = first.Matches.Select(match => match.Id).ToList();
        for (var cursor = first.NextCursor; cursor is not null;)
        {
            var page = await hub.Search("Patient", $"{query}&_cursor={cursor}");
            found.AddRange(page.Matches.Select(match => match.Id));
            cursor = page.NextCursor;
        }

        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Empty(Enumerable.Range(1, 10).Select(i => $"p{i:00}").Except(found));
    }

    [Fact]
    public async Task Without_a_sort_the_newest_come_first()
    {
        await using var hub = TestStore.Open();
        await Fill(hub, 1, 5);

        Assert.Equal(["p05", "p04", "p03", "p02", "p01"], await hub.Ids("Patient", ""));
    }

    [Theory]
    [InlineData("_sort=_lastUpdated")]
    [InlineData("_sort=-_lastUpdated")]
    [InlineData("")]
    public async Task What_several_places_and_codes_of_an_inbox_find_twice_comes_once(string sort)
    {
        await using var hub = TestStore.Open();
        await hub.Put("""{"resourceType":"Communication","id":"both","status":"completed","recipient":[{"reference":"Organization/camhs"},{"reference":"Organization/online"}]}""");
        await hub.Put("""{"resourceType":"Communication","id":"one","status":"in-progress","recipient":[{"reference":"Organization/camhs"}]}""");

        var found = await hub.Ids("Communication", $"recipient=Organization/camhs,Organization/online&status=completed,in-progress&{sort}".TrimEnd('&'));

        Assert.Equal(["both", "one"], found.Order());
    }

    [Fact]
    public async Task Resources_without_a_value_come_last_either_way()
    {
        await using var hub = TestStore.Open();
        await hub.Put("""{"resourceType":"Patient","id":"none"}""");
        await hub.Put("""{"resourceType":"Patient","id":"young","birthDate":"2012"}""");
        await hub.Put("""{"resourceType":"Patient","id":"old","birthDate":"2008"}""");

        Assert.Equal(["old", "young", "none"], await hub.Ids("Patient", "_sort=birthdate"));
        Assert.Equal(["young", "old", "none"], await hub.Ids("Patient", "_sort=-birthdate"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("WzEsMl0")]
    [InlineData("WyJhIl0")]
    [InlineData("bnVsbA")]
    [InlineData("W251bGxd")]
    public async Task A_cursor_of_something_else_is_refused(string cursor)
    {
        await using var hub = TestStore.Open();

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => hub.Search("Patient", $"_sort=-_lastUpdated,family&_cursor={cursor}"));
        var unsorted = cursor == "nonsense" ? await Assert.ThrowsAsync<ProblemException>(() => hub.Search("Patient", $"_cursor={cursor}")) : refusal;

        Assert.Equal(Problems.InvalidParameter, refusal.Issues[0].Problem);
        Assert.Equal(Problems.InvalidParameter, unsorted.Issues[0].Problem);
    }

    [Fact]
    public async Task The_total_counts_all_pages_and_a_count_of_none_sends_only_it()
    {
        await using var hub = TestStore.Open();
        await Fill(hub, 1, 7);

        var page = await hub.Search("Patient", "_count=2&_total=accurate");
        var none = await hub.Search("Patient", "_count=0");
        var summary = await hub.Search("Patient", "_summary=count");

        Assert.Equal((2, 7L), (page.Matches.Count, page.Total));
        Assert.Equal((0, 7L, null), (none.Matches.Count, none.Total, none.NextCursor));
        Assert.Equal((0, 7L), (summary.Matches.Count, summary.Total));
    }

    [Fact]
    public async Task The_last_page_has_no_next()
    {
        await using var hub = TestStore.Open();
        await Fill(hub, 1, 4);

        Assert.Null((await hub.Search("Patient", "_count=4")).NextCursor);
        Assert.NotNull((await hub.Search("Patient", "_count=3")).NextCursor);
    }

    private static async Task Fill(TestStore hub, int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            var birth = i % 4 == 0 ? "" : $",\"birthDate\":\"20{10 + (i % 3)}\"";
            await hub.Put($"{{\"resourceType\":\"Patient\",\"id\":\"p{i:00}\",\"gender\":\"{(i % 2 == 0 ? "male" : "female")}\"{birth}}}");
        }
    }
}
