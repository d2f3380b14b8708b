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
        var bad = await online.Get("Patient/narrow/$everything?start=2020");

        Assert.Equal((2, 0, 400), (goals.Matches.Length, later.Matches.Length, bad.Status));
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
