using Hub.Fhir.Outcomes;

namespace Hub.Api.Tests.Store;

/// <summary>What has to meet every match before it can answer is bounded, and says how to narrow it.</summary>
public sealed class CostTests
{
    private const string Inbox = "owner=Organization/camhs&status=requested";

    [Theory]
    [InlineData($"{Inbox}&_total=accurate")]
    [InlineData($"{Inbox}&_summary=count")]
    [InlineData($"{Inbox}&_sort=authored-on")]
    public async Task A_total_or_a_sort_of_too_many_rows_is_refused_and_says_how_to_narrow_it(string query)
    {
        await using var hub = await Crowded();

        var refused = await Assert.ThrowsAsync<ProblemException>(() => hub.Search("Task", query));

        Assert.Equal(Problems.TooCostly, refused.Issues.Single().Problem);
        Assert.Contains("narrow it", refused.Issues.Single().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Inbox)]
    [InlineData($"{Inbox}&_sort=-_lastUpdated")]
    [InlineData($"{Inbox}&_sort=_lastUpdated")]
    [InlineData($"{Inbox}&_total=estimate")]
    [InlineData("_id=t1&_total=accurate&_sort=authored-on")]
    [InlineData("patient=Patient/ash&_total=accurate&_sort=authored-on")]
    public async Task What_an_index_answers_in_order_or_what_one_person_has_is_not(string query)
    {
        await using var hub = await Crowded();

        Assert.Equal(["t1"], await hub.Ids("Task", query));
    }

    [Fact]
    public async Task A_code_that_stands_under_two_systems_is_found_once_and_pages_still_lead_on()
    {
        await using var hub = TestStore.Open();
        for (var i = 0; i < 3; i++)
        {
            hub.Time.Now = hub.Time.Now.AddSeconds(1);
            await hub.Put($$$"""
                {"resourceType":"CarePlan","id":"c{{{i}}}","status":"active","intent":"plan","subject":{"reference":"Patient/ash"},
                "category":[{"coding":[{"system":"one","code":"safety-plan"},{"system":"two","code":"safety-plan"}]}]}
                """);
        }

        foreach (var sort in new[] { "", "&_sort=-_lastUpdated" })
        {
            var seen = new List<string>();
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await hub.Search("CarePlan", $"patient=Patient/ash&category=safety-plan&_count=2{sort}{cursor}");
                seen.AddRange(page.Matches.Select(match => match.Id));
                cursor = page.NextCursor is { } next ? $"&_cursor={next}" : null;
            }

            Assert.Equal(["c2", "c1", "c0"], seen);
        }
    }

    [Theory]
    [InlineData("_sort=_lastUpdated", "t0,t1,t2,t3,t4,t5")]
    [InlineData("_sort=-_lastUpdated", "t5,t4,t3,t2,t1,t0")]
    public async Task Several_places_and_codes_of_an_inbox_are_merged_in_the_order_of_the_last_change_page_by_page(string sort, string expected)
    {
        await using var hub = TestStore.Open();
        for (var i = 0; i < 6; i++)
        {
            hub.Time.Now = hub.Time.Now.AddSeconds(1);
            await hub.Put($$$"""
                {"resourceType":"Task","id":"t{{{i}}}","status":"{{{(i % 3 == 0 ? "requested" : "received")}}}","intent":"order","for":{"reference":"Patient/ash"},
                "owner":{"reference":"{{{(i % 2 == 0 ? "Organization/camhs" : "HealthcareService/crisis")}}}"}}
                """);
        }

        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await hub.Search("Task", $"owner=Organization/camhs,HealthcareService/crisis,Organization/camhs&status=requested,received&_count=2&{sort}{cursor}");
            Assert.InRange(page.Matches.Count, 1, 2);
            seen.AddRange(page.Matches.Select(match => match.Id));
            cursor = page.NextCursor is { } next ? $"&_cursor={next}" : null;
        }

        Assert.Equal(expected.Split(','), seen);
    }

    /// <summary>One Task in an inbox whose index has as many rows more as are too many.</summary>
    private static async Task<TestStore> Crowded()
    {
        var hub = TestStore.Open();
        await hub.Put("""
            {"resourceType":"Task","id":"t1","status":"requested","intent":"order","for":{"reference":"Patient/ash"},
            "owner":{"reference":"Organization/camhs"},"authoredOn":"2026-03-01"}
            """);
        hub.Execute("""
            INSERT INTO index_pair (pair, target_id, target_type, code, resource_key, person_key, system, last_updated)
            WITH RECURSIVE many(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM many WHERE i < 50001)
            SELECT p.pair, p.target_id, p.target_type, p.code, 1000 + many.i, 0, 0, 0 FROM many, index_pair p
            WHERE p.pair = (SELECT id FROM parameter WHERE type = 'Task' AND code = 'owner+status')
            """);
        return hub;
    }
}
