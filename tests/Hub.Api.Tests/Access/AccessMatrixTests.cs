namespace Hub.Api.Tests.Access;

/// <summary>Who sees what, on which basis, and until when; each look is a read, a search with its total, and a history that must agree.</summary>
public sealed class AccessMatrixTests(HubHost hub) : IClassFixture<HubHost>
{
    private static readonly string[] Sent = ["identity", "referral"];
    private readonly Story story = new(hub);

    [Fact]
    public async Task An_agency_sees_what_it_wrote_and_nobody_else_does()
    {
        var person = await story.Person();

        Assert.True(await story.Sees("online", "Patient", person));
        foreach (var stranger in new[] { "camhs", "social-care", "emergency", "school" })
        {
            Assert.False(await story.Sees(stranger, "Patient", person));
        }
    }

    [Fact]
    public async Task Directory_entries_are_for_every_partner_and_changed_by_their_author_alone()
    {
        var service = await story.Create("camhs", "HealthcareService", Story.Json("""{"name":"Crisis team"}"""));

        Assert.True(await story.Sees("school", "HealthcareService", service));
        var refused = await story.As("school").Put($"HealthcareService/{service}", $$"""{"resourceType":"HealthcareService","id":"{{service}}","name":"Ours"}""");
        Assert.Equal(403, refused.Status);
        Assert.Equal(["not-allowed-here"], refused.Problems);
    }

    [Fact]
    public async Task Each_category_opens_by_consent_and_only_that_category()
    {
        var person = await story.Person();
        var records = await Records(person);
        foreach (var (category, _, _) in records)
        {
            var consent = await story.Share(person, "social-care", [category]);

            foreach (var (other, type, id) in records)
            {
                Assert.True(other == category == await story.Sees("social-care", type, id), $"{category} opened {other}");
            }

            Assert.True(await story.Sees("social-care", "Consent", consent));
            Assert.False(await story.Sees("emergency", "Consent", consent));
            await story.Withdraw(consent);
        }
    }

    [Fact]
    public async Task Withdrawn_sharing_ends_with_the_answer()
    {
        var person = await story.Person();
        var consent = await story.Share(person, "camhs", ["identity"]);
        Assert.True(await story.Sees("camhs", "Patient", person));

        Assert.Equal(200, (await story.Withdraw(consent)).Status);

        Assert.False(await story.Sees("camhs", "Patient", person));
        Assert.False(await story.Sees("camhs", "Consent", consent));
    }

    [Theory]
    [InlineData("2020-01-01", "2020-12-31", false)]
    [InlineData("2098-01-01", "2099-12-31", false)]
    [InlineData("2020-01-01", "2099-12-31", true)]
    public async Task A_sharing_decision_holds_in_its_period(string start, string end, bool open)
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["identity"], start: start, end: end);

        Assert.Equal(open, await story.Sees("camhs", "Patient", person));
    }

    [Fact]
    public async Task A_refusal_goes_before_a_permission()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["identity", "assessment"]);
        var refusal = await story.Share(person, "camhs", ["identity"], basis: "does-not-agree", type: "deny");

        Assert.False(await story.Sees("camhs", "Patient", person));
        await story.Withdraw(refusal);
        Assert.True(await story.Sees("camhs", "Patient", person));
    }

    [Fact]
    public async Task Sharing_to_keep_safe_opens_what_it_names_with_its_reason_and_not_without()
    {
        var person = await story.Person();
        var plan = await story.Record("online", "safety-plan", person);
        await story.Share(person, "social-care", ["safety-plan"], basis: "share-to-keep-safe");
        Assert.True(await story.Sees("social-care", "CarePlan", plan));
        Assert.False(await story.Sees("social-care", "Patient", person));

        var decision = Story.Decision(person, "emergency", ["safety-plan"], basis: "share-to-keep-safe");
        decision["resourceType"] = "Consent";
        decision.Remove("extension");

        Assert.Equal(422, (await story.As("online").Post("Consent", decision.ToJsonString())).Status);
        Assert.False(await story.Sees("emergency", "CarePlan", plan));
    }

    [Fact]
    public async Task The_addressee_sees_the_referral_and_after_accepting_what_a_team_needs()
    {
        var person = await story.Person();
        var goal = await story.Record("online", "joint-plan", person);
        var observation = await story.Record("online", "assessment", person);
        var consent = await story.Share(person, "camhs", Sent);
        var (request, task) = await story.Refer(person, "camhs");

        Assert.True(await story.Sees("camhs", "ServiceRequest", request));
        Assert.True(await story.Sees("camhs", "Task", task));
        Assert.False(await story.Sees("camhs", "Goal", goal));
        Assert.Equal(200, (await story.Accept("camhs", task)).Status);
        Assert.True(await story.Sees("camhs", "Goal", goal));
        Assert.False(await story.Sees("camhs", "Observation", observation));
        await story.Withdraw(consent);
        Assert.True(await story.Sees("camhs", "Patient", person));
        Assert.Equal(200, (await story.Complete("camhs", task)).Status);
        Assert.False(await story.Sees("camhs", "Goal", goal));
        Assert.False(await story.Sees("camhs", "Patient", person));
        Assert.True(await story.Sees("camhs", "Task", task));
        Assert.False(await story.Sees("social-care", "Task", task));
    }

    [Fact]
    public async Task The_referrer_sees_what_its_recipient_writes_for_the_team()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", Sent);
        var (_, task) = await story.Refer(person, "camhs");
        await story.Accept("camhs", task);

        var goal = await story.Record("camhs", "joint-plan", person);

        Assert.True(await story.Sees("online", "Goal", goal));
        Assert.False(await story.Sees("social-care", "Goal", goal));
    }

    [Fact]
    public async Task A_draft_is_not_seen_by_its_recipient_and_a_rejection_leaves_only_the_referral()
    {
        var person = await story.Person();
        var goal = await story.Record("online", "joint-plan", person);
        await story.Share(person, "camhs", Sent);
        var request = await story.Create("online", "ServiceRequest", Story.Request(person, "active"));
        var task = await story.Create("online", "Task", Story.Work(person, request, "camhs", status: "draft"));
        Assert.False(await story.Sees("camhs", "Task", task));

        Assert.Equal(200, (await story.Move("online", task, "requested")).Status);
        Assert.Equal(200, (await story.Reject("camhs", task)).Status);

        Assert.Equal(404, (await story.As("camhs").Get($"Task/{task}/_history/1")).Status);
        Assert.True(await story.Sees("camhs", "Task", task));
        Assert.True(await story.Sees("camhs", "ServiceRequest", request));
        Assert.False(await story.Sees("camhs", "Goal", goal));
        Assert.Equal("active", (await story.As("online").Get($"ServiceRequest/{request}")).Json["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_a_sharing_decision_each_recipient_sees_its_own_Task_only()
    {
        var person = await story.Person();
        var consents = new[] { await story.Share(person, "camhs", Sent), await story.Share(person, "social-care", Sent) };
        var (request, task) = await story.Refer(person, "camhs");
        var other = await story.Create("online", "Task", Story.Work(person, request, "social-care"));
        Assert.True(await story.Sees("social-care", "Task", task));

        await story.Withdraw(consents[0]);
        await story.Withdraw(consents[1]);

        Assert.True(await story.Sees("camhs", "Task", task));
        Assert.False(await story.Sees("camhs", "Task", other));
        Assert.True(await story.Sees("social-care", "Task", other));
        Assert.False(await story.Sees("social-care", "Task", task));
        Assert.True(await story.Sees("social-care", "ServiceRequest", request));
    }

    private async Task<List<(string Category, string Type, string Id)>> Records(string person)
    {
        var types = new Dictionary<string, string>
        {
            ["safety-plan"] = "CarePlan",
            ["joint-plan"] = "Goal",
            ["episode"] = "EpisodeOfCare",
            ["assessment"] = "Observation",
            ["contact-log"] = "Encounter",
            ["document"] = "DocumentReference",
            ["referral"] = "ServiceRequest",
        };
        var records = new List<(string, string, string)> { ("identity", "Patient", person) };
        foreach (var (category, type) in types)
        {
            records.Add((category, type, await story.Record("online", category, person)));
        }

        return records;
    }
}
