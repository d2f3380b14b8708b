using Hub.Api.Store;
using Xunit.Abstractions;

namespace Hub.Api.Tests.Store;

/// <summary>No search depends on what a planner believes about the data: the first step is an index search, and no step is a scan.</summary>
public sealed class SearchPlanTests(ITestOutputHelper output)
{
    [SqliteTheory]
    [InlineData("Task", "owner=Organization/camhs&status=requested", "d0 USING PRIMARY KEY (pair=? AND target_id=? AND target_type=? AND code=?)")]
    [InlineData("CarePlan", "patient=Patient/ash&category=safety-plan", "d0 USING PRIMARY KEY (pair=? AND target_id=? AND target_type=? AND code=?)")]
    [InlineData("Task", "owner=Organization/camhs&status:not=requested", "d0 USING INDEX IX_index_reference_param_target_id_target_type_resource_key_person_key (param=? AND target_id=? AND target_type=?)")]
    [InlineData("Patient", "identifier=nhs|9000000009", "d0 USING INDEX IX_index_token_param_code_resource_key_person_key_system (param=? AND code=?)")]
    [InlineData("Task", "requester=Organization/camhs&status=received&business-status=outcome-sent", "d0 USING PRIMARY KEY (pair=? AND target_id=? AND target_type=? AND code=?)")]
    [InlineData("Task", "_lastUpdated=gt2026-01-01", "r USING INDEX IX_resource_type_resource_key_person_key (type=?)")]
    public async Task A_page_is_read_along_an_index_without_sorting(string type, string query, string firstStep)
    {
        var plan = await Plan(type, query);

        Assert.Equal($"SEARCH {firstStep}", plan[1]);
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal));
        NoScan(plan);
    }

    [SqliteFact]
    public async Task An_inbox_by_last_update_walks_its_index_without_sorting()
    {
        var plan = await Plan("Task", "owner=Organization/camhs&status=requested&_sort=-_lastUpdated");

        Assert.Contains(plan, step => step.Contains("last_updated_resource_key_person_key (pair=? AND target_id=? AND target_type=? AND code=?)", StringComparison.Ordinal));
        Assert.DoesNotContain(plan.TakeWhile(step => !step.StartsWith("SCAN q", StringComparison.Ordinal)), step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        NoScan(plan);
    }

    [SqliteFact]
    public async Task What_is_due_is_walked_in_that_order_without_sorting()
    {
        var plan = await Plan("Task", "owner=Organization/camhs&status=accepted&due=lt2026-06-01&_sort=due");

        Assert.Contains(plan, step => step.Contains("last_updated_resource_key_person_key (pair=? AND target_id=? AND target_type=? AND code=?)", StringComparison.Ordinal));
        Assert.DoesNotContain(plan.TakeWhile(step => !step.StartsWith("SCAN q", StringComparison.Ordinal)), step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        NoScan(plan);
    }

    [SqliteTheory]
    [InlineData("Task", "owner=Organization/camhs&status=requested&_sort=-_lastUpdated")]
    [InlineData("Patient", "family=Smith&birthdate=2009-05-01&_sort=birthdate,-family")]
    [InlineData("Patient", "name:contains=smi&gender=female&_sort=-birthdate")]
    [InlineData("Observation", "code-value-quantity=phq9$gt10")]
    [InlineData("Observation", "date=ge2026&code=phq9&value-quantity=gt5")]
    [InlineData("Task", "patient.identifier=nhs|9000000009")]
    [InlineData("Task", "patient.name=ash&status=requested")]
    [InlineData("Patient", "_has:Task:patient:owner=Organization/camhs")]
    [InlineData("CarePlan", "category=safety-plan&status=active&subject:missing=false")]
    public async Task No_step_scans_a_table_or_the_whole_of_a_parameter(string type, string query) => NoScan(await Plan(type, query));

    [SqliteFact]
    public async Task A_sort_by_last_update_walks_its_index()
    {
        var plan = await Plan("Task", "_sort=-_lastUpdated");

        Assert.Contains(plan, step => step.StartsWith("SEARCH r USING INDEX IX_resource_type_last_updated_resource_key_person_key", StringComparison.Ordinal));
    }

    [SqliteFact]
    public async Task A_later_page_of_it_enters_the_index_at_the_cursor()
    {
        await using var hub = TestStore.Open();
        await hub.Put("""{"resourceType":"Patient","id":"a"}""");
        await hub.Put("""{"resourceType":"Patient","id":"b"}""");
        var first = await hub.Search("Patient", "_sort=-_lastUpdated&_count=1");

        var plan = await hub.Store.Plan(TestStore.Query("Patient", $"_sort=-_lastUpdated&_count=1&_cursor={first.NextCursor}"), TestStore.Hub);

        Assert.Contains(plan, step => step.Contains("IX_resource_type_last_updated_resource_key_person_key (type=? AND last_updated<?)", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> Plan(string type, string query)
    {
        await using var hub = TestStore.Open();
        var plan = await hub.Store.Plan(TestStore.Query(type, query), new AccessScope("camhs", hub.Time.Now));
        output.WriteLine(string.Join("\n", plan));
        return plan;
    }

    /// <summary>The page itself (its keys q, or, scanned once, its resources r) is what the first steps have found; of an index more than the parameter alone must be given.</summary>
    private static void NoScan(IReadOnlyList<string> plan)
    {
        var scans = plan.Where(step => step.StartsWith("SCAN", StringComparison.Ordinal)).ToList();
        Assert.All(scans, scan => Assert.Equal(plan[0].EndsWith(" r", StringComparison.Ordinal) ? "SCAN r" : "SCAN q", scan));
        Assert.InRange(scans.Count(scan => scan == "SCAN r"), 0, 1);
        Assert.DoesNotContain(plan, step => step.EndsWith("(param=?)", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("AUTOMATIC", StringComparison.Ordinal));
    }
}
