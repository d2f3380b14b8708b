namespace Hub.Api.Tests.Operations;

public sealed class EverythingTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task Pages_lead_through_the_whole_record_and_nobody_elses()
    {
        await Record("whole", 5);
        await Record("other", 2);
        var seen = new List<string>();
        for (var next = "Patient/whole/$everything?_count=2"; next is not null;)
        {
            var page = await online.Get(next);
            Assert.True(page.Status == 200, page.Text);
            seen.AddRange(page.Matches.Select(match => match["id"]!.GetValue<string>()));
            next = page.Link("next");
        }

        Assert.Equal(["whole", "whole-0", "whole-1", "whole-2", "whole-3", "whole-4"], seen.Order());
    }

    [Fact]
    public async Task A_person_unknown_or_not_to_be_known_is_404()
    {
        await Record("unseen", 1);

        var unknown = await online.Get("Patient/nobody/$everything");
        var unseen = await hub.Client("social-care").Get("Patient/unseen/$everything");

        Assert.Equal((404, 404), (unknown.Status, unseen.Status));
    }

    [Fact]
    public async Task Types_and_time_narrow_it()
    {
        await Record("narrow", 2);

        var goals = await online.Get("Patient/narrow/$everything?_type=Goal");
        var later = await online.Get("Patient/narrow/$everything?_since=2999-01-01");
        var bad = await online.Get("Patient/narrow/$everything?start=lately");

        Assert.Equal((2, 0, 400), (goals.Matches.Length, later.Matches.Length, bad.Status));
    }

    [Fact]
    public async Task Start_and_end_are_about_when_care_was_given()
    {
        await online.Put("Patient/care", """{"resourceType":"Patient","id":"care"}""");
        await online.Put("Observation/care-2019", """{"resourceType":"Observation","id":"care-2019","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/care"},"effectiveDateTime":"2019-06-01"}""");
        await online.Put("Observation/care-2021", """{"resourceType":"Observation","id":"care-2021","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/care"},"effectiveDateTime":"2021-06-01"}""");
        await online.Put("Condition/care-long", """{"resourceType":"Condition","id":"care-long","clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"resolved"}]},"subject":{"reference":"Patient/care"},"onsetDateTime":"2018","abatementDateTime":"2022"}""");
        await online.Put("EpisodeOfCare/care-open", """{"resourceType":"EpisodeOfCare","id":"care-open","status":"active","patient":{"reference":"Patient/care"},"period":{"start":"2021-06-30"}}""");

        async Task<string[]> Ids(string query) => [.. (await online.Get($"Patient/care/$everything?{query}")).Matches.Select(match => match["id"]!.GetValue<string>()).Order()];

        Assert.Equal(["care", "care-2019", "care-2021", "care-long", "care-open"], await Ids("_count=10"));
        Assert.Equal(["care", "care-2021", "care-long"], await Ids("start=2020&end=2021-06-29"));
        Assert.Equal(["care", "care-2019", "care-long"], await Ids("end=2019"));
        Assert.Equal(["care", "care-open"], await Ids("start=2023-01-01"));
        Assert.Equal(["care-open"], await Ids("start=2023-01-01&_type=EpisodeOfCare,Observation"));
        var page = await online.Get("Patient/care/$everything?end=2019&_count=2");
        Assert.Equal((2, 1), (page.Matches.Length, (await online.Get(page.Link("next")!)).Matches.Length));
    }

    [Fact]
    public async Task Of_all_people_come_those_that_the_caller_may_see()
    {
        await using var own = new HubHost();
        var writer = own.Client("online");
        foreach (var (person, client) in new[] { ("ours", writer), ("also", writer), ("theirs", own.Client("camhs")) })
        {
            await client.Put($"Patient/{person}", $$$"""{"resourceType":"Patient","id":"{{{person}}}"}""");
            await client.Put($"Goal/{person}-goal", $$$"""{"resourceType":"Goal","id":"{{{person}}}-goal","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/{{{person}}}"}}""");
        }

        await writer.Put("Basic/no-one", """{"resourceType":"Basic","id":"no-one","code":{"text":"x"}}""");
        var seen = new List<string>();
        for (var next = "Patient/$everything?_count=3"; next is not null;)
        {
            var page = await writer.Get(next);
            Assert.True(page.Status == 200, page.Text);
            seen.AddRange(page.Matches.Select(match => match["id"]!.GetValue<string>()));
            next = page.Link("next");
        }

        Assert.Equal(["also", "also-goal", "ours", "ours-goal"], seen.Order());
    }

    [Fact]
    public async Task Other_types_have_no_everything()
    {
        var reply = await online.Get("Goal/x/$everything");

        Assert.Equal((404, "not-found"), (reply.Status, reply.Problems.Single()));
    }

    private async Task Record(string person, int goals)
    {
        await online.Put($"Patient/{person}", $$$"""{"resourceType":"Patient","id":"{{{person}}}"}""");
        for (var i = 0; i < goals; i++)
        {
            await online.Put($"Goal/{person}-{i}", $$$"""{"resourceType":"Goal","id":"{{{person}}}-{{{i}}}","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/{{{person}}}"}}""");
        }
    }
}
