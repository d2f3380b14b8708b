using Hub.Api.Access;

namespace Hub.Api.Tests.Access;

public sealed class EmergencyTests : IDisposable
{
    private readonly HubHost hub = new();
    private readonly Story story;

    public EmergencyTests() => story = new Story(hub);

    public void Dispose() => hub.Dispose();

    [Fact]
    public async Task With_a_reason_the_safety_plan_is_there_in_one_call()
    {
        var person = await story.Person();
        var plan = await story.Record("online", "safety-plan", person);
        Assert.False(await story.Sees("emergency", "CarePlan", plan));

        var found = await story.InEmergency("emergency").Get($"CarePlan?patient=Patient/{person}");

        Assert.Equal(plan, Assert.Single(found.Matches)["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("CarePlan/{plan}")]
    [InlineData("CarePlan?patient=Patient/{person}")]
    [InlineData("CarePlan/nobody-has-this")]
    [InlineData("Patient?identifier=kestrel")]
    public async Task Without_a_reason_nothing_opens_whether_or_not_there_is_anything(string path)
    {
        var person = await story.Person();
        var plan = await story.Record("online", "safety-plan", person);

        var refused = await story.InEmergency("emergency", reason: null).Get(path.Replace("{plan}", plan, StringComparison.Ordinal).Replace("{person}", person, StringComparison.Ordinal));

        Assert.Equal(403, refused.Status);
        Assert.Equal(["reason-required"], refused.Problems);
        Assert.False(await story.Sees("emergency", "CarePlan", plan));
    }

    [Fact]
    public async Task A_read_opens_the_person_for_eight_hours_and_no_longer()
    {
        var person = await story.Person();
        var plan = await story.Record("online", "safety-plan", person);
        Assert.Equal(200, (await story.InEmergency("emergency").Get($"CarePlan/{plan}")).Status);
        Assert.True(await story.Sees("emergency", "Patient", person));

        hub.Clock.Advance(TimeSpan.FromHours(7.99));
        Assert.True(await story.Sees("emergency", "CarePlan", plan));
        hub.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(await story.Sees("emergency", "CarePlan", plan));
        Assert.False(await story.Sees("emergency", "Patient", person));
    }

    [Fact]
    public async Task An_emergency_opens_what_helps_and_not_the_contact_log_or_documents()
    {
        var person = await story.Person();
        var encounter = await story.Record("online", "contact-log", person);
        var document = await story.Record("online", "document", person);
        var observation = await story.Record("online", "assessment", person);
        var client = story.InEmergency("emergency");

        Assert.Equal(404, (await client.Get($"Encounter/{encounter}")).Status);
        Assert.Equal(200, (await client.Get($"Observation/{observation}")).Status);
        Assert.Equal(404, (await client.Get($"DocumentReference/{document}")).Status);
    }

    [Fact]
    public async Task What_was_deleted_opens_nothing_and_is_not_found()
    {
        var person = await story.Person();
        var plan = await story.Record("online", "safety-plan", person);
        var gone = await story.Record("online", "safety-plan", person);
        await story.As("online").Delete($"CarePlan/{gone}");
        var client = story.InEmergency("emergency");

        Assert.Equal(404, (await client.Get($"CarePlan/{gone}")).Status);
        Assert.False(await story.Sees("emergency", "Patient", person));

        Assert.Equal(200, (await client.Get($"CarePlan/{plan}")).Status);
        Assert.Equal(410, (await client.Get($"CarePlan/{gone}")).Status);
    }

    [Fact]
    public async Task Other_people_stay_closed_and_other_agencies_too()
    {
        var person = await story.Person();
        var other = await story.Person(alias: "heron");
        var plan = await story.Record("online", "safety-plan", person);

        await story.InEmergency("emergency").Get($"CarePlan/{plan}");

        Assert.False(await story.Sees("emergency", "Patient", other));
        Assert.False(await story.Sees("school", "CarePlan", plan));
    }

    [Fact]
    public async Task An_identifier_with_exactly_one_match_names_the_person()
    {
        var person = await story.Person(alias: "single");
        await story.Person(alias: "double");
        await story.Person(alias: "double");
        var client = story.InEmergency("emergency");

        Assert.Empty((await client.Get("Patient?identifier=double")).Matches);
        Assert.Empty((await client.Get("Patient?birthdate=2010-05")).Matches);
        Assert.Equal(person, Assert.Single((await client.Get("Patient?identifier=single")).Matches)["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_named_workers_agency_is_told_who_opened_the_record_and_why_once()
    {
        var person = await story.Person();
        await story.Share(person, "camhs", ["identity", "referral"]);
        var (_, task) = await story.Refer(person, "camhs");
        await story.Accept("camhs", task);
        var client = story.InEmergency("emergency", "Brought in by ambulance, not able to speak");

        await client.Get($"Patient/{person}");
        await client.Get($"CarePlan?patient=Patient/{person}");

        foreach (var agency in new[] { "camhs", "online" })
        {
            var flag = Assert.Single((await story.As(agency).Get($"Flag?patient=Patient/{person}")).Matches).ToJsonString();
            Assert.Contains("emergency-access", flag, StringComparison.Ordinal);
            Assert.Contains("Organization/emergency", flag, StringComparison.Ordinal);
            Assert.Contains("not able to speak", flag, StringComparison.Ordinal);
        }

        Assert.Empty((await story.As("school").Get($"Flag?patient=Patient/{person}")).Matches);
    }

    [Theory]
    [InlineData("Patient/{person}/CarePlan")]
    [InlineData("Patient/{person}/$everything")]
    [InlineData("CarePlan?subject=Patient/{person}")]
    public async Task Every_way_to_ask_for_one_person_opens_in_an_emergency(string path)
    {
        var person = await story.Person();
        var plan = await story.Record("online", "safety-plan", person);

        var found = await story.InEmergency("emergency").Get(path.Replace("{person}", person, StringComparison.Ordinal));

        Assert.Contains(found.Entries, entry => entry["resource"]!["id"]!.GetValue<string>() == plan);
    }

    [Fact]
    public async Task The_opening_stands_in_the_audit_of_the_person()
    {
        var person = await story.Person();
        await story.InEmergency("emergency").Get($"Patient/{person}");

        var opened = await story.As("online").Get($"AuditEvent?patient=Patient/{person}&subtype=emergency-access");

        var text = Assert.Single(opened.Matches).ToJsonString();
        Assert.Contains(Purposes.BreakTheGlass, text, StringComparison.Ordinal);
        Assert.Contains("Found unconscious", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_everyday_token_opens_nothing_by_giving_a_reason()
    {
        var person = await story.Person();

        Assert.Equal(404, (await hub.Client("emergency", reason: "It is urgent").Get($"Patient/{person}")).Status);
    }
}
