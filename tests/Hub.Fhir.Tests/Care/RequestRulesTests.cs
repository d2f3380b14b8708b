using Hub.Fhir.Care;

namespace Hub.Fhir.Tests.Care;

public class RequestRulesTests
{
    /// <summary>From, to, the Tasks (status or status/business status), allowed.</summary>
    [Theory]
    [InlineData("none", "draft", "", true)]
    [InlineData("none", "active", "", true)]
    [InlineData("none", "completed", "", false)]
    [InlineData("none", "revoked", "", false)]
    [InlineData("draft", "active", "", true)]
    [InlineData("draft", "completed", "completed/loop-closed", false)]
    [InlineData("active", "on-hold", "accepted", true)]
    [InlineData("on-hold", "active", "accepted", true)]
    [InlineData("active", "active", "rejected", true)]
    [InlineData("active", "completed", "rejected", false)]
    [InlineData("active", "completed", "completed/outcome-sent", false)]
    [InlineData("active", "completed", "rejected completed/loop-closed", true)]
    [InlineData("active", "completed", "completed/loop-closed requested", false)]
    [InlineData("active", "revoked", "", true)]
    [InlineData("active", "revoked", "rejected cancelled", true)]
    [InlineData("active", "revoked", "accepted", false)]
    [InlineData("active", "entered-in-error", "in-progress", false)]
    [InlineData("completed", "active", "", false)]
    [InlineData("revoked", "active", "", false)]
    [InlineData("entered-in-error", "active", "", false)]
    [InlineData("completed", "entered-in-error", "completed/loop-closed", true)]
    public void A_request_changes_as_the_table_says(string from, string to, string tasks, bool allowed)
    {
        var refusal = RequestRules.Change(
            from == "none" ? null : Request(from), Request(to), [.. tasks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Task)]);

        Assert.Equal(allowed, refusal is null);
        Assert.Equal(allowed ? null : "transition-refused", refusal?.Problem.Code);
    }

    [Fact]
    public void A_refusal_names_the_states_that_may_follow()
    {
        Assert.Equal(["draft", "active"], RequestRules.Change(null, Request("completed"), [])!.AllowedNext);
    }

    private static Referral Request(string status) => new(Given.Json(new { resourceType = "ServiceRequest", status }), "r", "online");

    private static ReferralTask Task(string text)
    {
        var parts = text.Split('/');
        return new ReferralTask(parts.Length == 1
            ? Given.Json(new { resourceType = "Task", status = parts[0] })
            : Given.Json(new { resourceType = "Task", status = parts[0], businessStatus = Given.Concept("business-status", parts[1]) }));
    }
}
