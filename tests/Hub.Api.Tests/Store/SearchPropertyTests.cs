using Hub.Api.Store;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Tests.Store;

/// <summary>On random records and random searches, the SQL finds what the definition finds among what the scope permits, and counts it so.</summary>
public sealed class SearchPropertyTests
{
    private const int Records = 150;
    private const int Queries = 300;

    /// <summary>How many worlds: a few, or as many as the environment variable <c>HUB_TEST_WORLDS</c> says.</summary>
    public static TheoryData<int> Seeds { get; } =
        [.. Enumerable.Range(1, int.TryParse(Environment.GetEnvironmentVariable("HUB_TEST_WORLDS"), out var worlds) ? worlds : 4)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_search_finds_exactly_what_matches_and_is_permitted(int seed)
    {
        await using var hub = TestStore.Open();

        await FindsExactlyWhatMatches(hub, new Random(seed));
    }

    internal static async Task FindsExactlyWhatMatches(TestStore hub, Random random)
    {
        var world = await RandomWorld.Fill(hub, random, Records);
        var queries = new RandomQueries(random);
        var hits = 0;
        for (var i = 0; i < Queries; i++)
        {
            var type = RandomRecords.Types[random.Next(RandomRecords.Types.Length)];
            var query = queries.Query(type);
            hits += await Check(hub, world, type, query, RandomWorld.Scope(random)) ? 1 : 0;
        }

        Assert.True(hits > Queries / 5, $"Only {hits} of {Queries} searches found anything: the test would show little.");
    }

    [Fact]
    public async Task A_search_that_compares_with_more_values_than_any_database_takes_is_refused()
    {
        await using var hub = TestStore.Open();
        var ids = string.Join(",", Enumerable.Range(0, 400));

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => hub.Search("Patient", string.Join("&", Enumerable.Range(0, 6).Select(_ => $"_id={ids}"))));

        Assert.Equal(Problems.TooCostly, refusal.Issues[0].Problem);
    }

    private static async Task<bool> Check(TestStore hub, RandomWorld world, string type, string text, AccessScope scope)
    {
        var query = TestStore.Query(type, text);
        var permitted = world.Permitted(scope);
        var expected = new SearchMatcher(permitted, scope.Now).Find(query).ToList();
        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = await hub.Search(type, cursor is null ? text : $"{text}&_cursor={cursor}", scope);
            Assert.True(expected.Count == page.Total, $"{type}?{text} as {scope.Agency}: {expected.Count} expected, total {page.Total}");
            found.AddRange(page.Matches.Select(match => match.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.True(
            expected.Select(subject => subject.Id).Order().SequenceEqual(found.Order()),
            $"{type}?{text} as {scope.Agency}: expected {string.Join(" ", expected.Select(subject => subject.Id).Order())}, found {string.Join(" ", found.Order())}");
        var subjects = expected.ToDictionary(subject => subject.Id);
        Assert.True(SortOracle.IsSorted(query, [.. found.Select(id => subjects[id])]), $"{type}?{text}: {string.Join(" ", found)}");
        return found.Count > 0;
    }
}
