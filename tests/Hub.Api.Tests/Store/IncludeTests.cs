using Hub.Api.Store;

namespace Hub.Api.Tests.Store;

public sealed class IncludeTests
{
    [Theory]
    [InlineData("Task", "_include=Task:patient", "Patient/ash")]
    [InlineData("Task", "_include=Task:owner", "Organization/camhs")]
    [InlineData("Task", "_include=Task:owner:Patient", "")]
    [InlineData("Task", "_include=Task:*", "Organization/camhs Patient/ash ServiceRequest/r1")]
    [InlineData("Task", "_include=Task:focus&_include:iterate=ServiceRequest:requester", "Organization/online ServiceRequest/r1")]
    [InlineData("Task", "_include=Task:focus&_include=ServiceRequest:requester", "ServiceRequest/r1")]
    [InlineData("Patient", "_revinclude=Task:patient", "Task/t1")]
    [InlineData("Patient", "_revinclude=Task:patient&_revinclude=ServiceRequest:subject", "ServiceRequest/r1 Task/t1")]
    [InlineData("Patient", "_revinclude=Task:patient&_include:iterate=Task:owner", "Organization/camhs Task/t1")]
    public async Task What_a_page_refers_to_or_is_referred_to_by_is_sent_along(string type, string query, string expected)
    {
        await using var hub = await Loop();

        var result = await hub.Search(type, query);

        Assert.Equal(expected, string.Join(" ", result.Included.Select(row => row.Address.ToString()).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("Task", "_include=Task:patient")]
    [InlineData("Task", "_include=Task:*", "ServiceRequest/r1")]
    [InlineData("ServiceRequest", "_revinclude=Task:focus", "Task/t1")]
    [InlineData("ServiceRequest", "_include=ServiceRequest:subject")]
    public async Task What_the_scope_may_not_see_is_not_sent_along(string type, string query, params string[] expected)
    {
        await using var hub = await Loop();
        await hub.Store.Write(
            transaction =>
            {
                transaction.ReplaceGrants(
                    "Task/t1", [new Grant("camhs", null, null, "r1", "addressee", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, "")]);
                return 0;
            },
            default);

        var result = await hub.Search(type, query, new AccessScope("camhs", hub.Time.Now));

        Assert.Single(result.Matches);
        Assert.Equal(expected, result.Included.Select(row => row.Address.ToString()));
    }

    [Fact]
    public async Task What_was_deleted_is_not_sent_along()
    {
        await using var hub = await Loop();
        await hub.Store.Write(transaction => transaction.Delete(new("Patient", "ash"), TestStore.Stamp("ash")), default);

        Assert.Empty((await hub.Search("Task", "_include=Task:patient")).Included);
    }

    /// <summary>A chain over what the scope may not see finds nothing: it would tell what is there.</summary>
    [Theory]
    [InlineData("Task", "patient.gender=female")]
    [InlineData("Task", "patient:Patient.gender=female")]
    [InlineData("ServiceRequest", "subject:Patient.gender=female")]
    public async Task A_chain_does_not_lead_over_what_the_scope_may_not_see(string type, string query)
    {
        await using var hub = await Loop();
        await hub.Store.Write(
            transaction =>
            {
                transaction.ReplaceGrants(
                    "Task/t1", [new Grant("camhs", null, null, "r1", "addressee", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, "")]);
                return 0;
            },
            default);

        Assert.Single(await hub.Ids(type, query));
        Assert.Empty(await hub.Ids(type, query, new AccessScope("camhs", hub.Time.Now)));
    }

    private static async Task<TestStore> Loop()
    {
        var hub = TestStore.Open();
        await hub.Put("""{"resourceType":"Organization","id":"camhs","name":"CAMHS"}""");
        await hub.Put("""{"resourceType":"Organization","id":"online","name":"Online"}""");
        await hub.Put("""{"resourceType":"Patient","id":"ash","gender":"female"}""", category: "identity", patient: "ash");
        await hub.Put(
            """
            {"resourceType":"ServiceRequest","id":"r1","status":"active","intent":"order","subject":{"reference":"Patient/ash"},"requester":{"reference":"Organization/online"}}
            """,
            category: "referral", patient: "ash", referral: "r1");
        await hub.Put(
            """
            {"resourceType":"Task","id":"t1","status":"requested","intent":"order","for":{"reference":"Patient/ash"},
            "focus":{"reference":"ServiceRequest/r1"},"owner":{"reference":"Organization/camhs"}}
            """,
            category: "referral", patient: "ash", referral: "r1");
        return hub;
    }
}
