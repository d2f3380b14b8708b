using System.Text;

namespace Hub.Api.Tests.Interactions;

public sealed class SearchPageTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task Pages_lead_through_all_matches_once_while_others_write()
    {
        await Goals("paged", 7);
        var seen = new List<string>();
        for (var next = "Goal?subject=Patient/paged&_count=3"; next is not null;)
        {
            var page = await online.Get(next);
            seen.AddRange(page.Matches.Select(match => match["description"]!["text"]!.GetValue<string>()));
            await Goals("paged-elsewhere", 1);
            next = page.Link("next");
        }

        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], seen.Order());
    }

    [Fact]
    public async Task A_form_finds_what_the_address_finds()
    {
        await Goals("formed", 2);

        var get = await online.Get("Goal?subject=Patient/formed&lifecycle-status=active&_total=accurate");
        using var form = new StringContent("subject=Patient%2Fformed&_total=accurate", Encoding.UTF8, "application/x-www-form-urlencoded");
        var post = await online.Send(HttpMethod.Post, "Goal/_search?lifecycle-status=active", form);

        Assert.Equal((200, 2), (post.Status, post.Json["total"]!.GetValue<int>()));
        Assert.Equal(get.Matches.Select(match => match["id"]!.ToString()), post.Matches.Select(match => match["id"]!.ToString()));
    }

    [Fact]
    public async Task The_self_link_says_how_the_search_was_understood()
    {
        var reply = await online.Get("Goal?subject=Patient/x&favourite=1&_count=5", ("Prefer", "handling=lenient"));

        Assert.EndsWith("/fhir/Goal?subject=Patient/x&_count=5", reply.Link("self"), StringComparison.Ordinal);
        Assert.Equal("outcome", reply.Entries.Single()["search"]!["mode"]!.GetValue<string>());
    }

    [Fact]
    public async Task Only_the_number_is_told_for_summary_count()
    {
        await Goals("counted", 3);

        var reply = await online.Get("Goal?subject=Patient/counted&_summary=count");

        Assert.Equal((3, 0), (reply.Json["total"]!.GetValue<int>(), reply.Entries.Length));
    }

    [Theory]
    [InlineData("_elements=description", "resourceType id meta lifecycleStatus description subject")]
    [InlineData("_summary=text", "resourceType id meta text lifecycleStatus description subject")]
    [InlineData("_summary=data", "resourceType id meta lifecycleStatus description subject note")]
    [InlineData("_summary=false", "resourceType id meta text lifecycleStatus description subject note")]
    public async Task A_part_is_told_and_marked(string part, string elements)
    {
        await online.Put("Goal/parted", """{"resourceType":"Goal","id":"parted","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"},"lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/parted"},"note":[{"text":"n"}]}""");

        var goal = (await online.Get($"Goal?_id=parted&{part}")).Matches.Single();

        Assert.Equal(elements.Split(' ').Order(), goal.AsObject().Select(property => property.Key).Order());
        Assert.Equal(part != "_summary=false", goal["meta"]!["tag"]?[0]?["code"]?.GetValue<string>() == "SUBSETTED");
    }

    [Fact]
    public async Task What_others_wrote_leaves_no_trace()
    {
        await Goals("secret", 4);
        var stranger = hub.Client("social-care");

        var reply = await stranger.Get("Goal?subject=Patient/secret&_total=accurate&_include=Goal:subject&_revinclude=Provenance:target");
        var count = await stranger.Get("Goal?subject=Patient/secret&_summary=count");

        Assert.Equal((0, 0, 0), (reply.Entries.Length, reply.Json["total"]!.GetValue<int>(), count.Json["total"]!.GetValue<int>()));
        Assert.Null(reply.Link("next"));
    }

    [Fact]
    public async Task Includes_come_along_and_are_marked()
    {
        await online.Put("Patient/included", """{"resourceType":"Patient","id":"included"}""");
        await Goals("included", 2);

        var reply = await online.Get("Goal?subject=Patient/included&_include=Goal:subject");

        var included = reply.Entries.Where(entry => entry["search"]!["mode"]!.GetValue<string>() == "include");
        Assert.Equal("included", included.Single()["resource"]!["id"]!.GetValue<string>());
    }

    private async Task Goals(string person, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var goal = await online.Post("Goal", $$$"""{"resourceType":"Goal","lifecycleStatus":"active","description":{"text":"{{{i}}}"},"subject":{"reference":"Patient/{{{person}}}"}}""");
            Assert.True(goal.Status == 201, goal.Text);
        }
    }
}
