namespace Hub.Api.Tests.Interactions;

/// <summary>_list, and those of the special parameters that the hub does not answer.</summary>
public sealed class ListSearchTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Fact]
    public async Task What_stands_in_a_List_is_found_and_what_was_taken_off_it_is_not()
    {
        await Goals("a", 4);
        await List("a", Item("Goal/a-0"), Item("Goal/a-1/_history/1"), Item("Goal/a-2", deleted: true), Item("Patient/a"));

        Assert.Equal(["a-0", "a-1"], await Ids("Goal?_list=a"));
        Assert.Equal(["a-0", "a-1"], await Ids("Goal?_list=List/a"));
        Assert.Equal(["a"], await Ids("Patient?_list=a"));
        Assert.Equal(["a-1"], await Ids("Goal?_list=a&_id=a-1,a-3"));
        Assert.Empty(await Ids("Task?_list=a"));
        Assert.Equal(["a-0", "a-1"], await Ids("Patient/a/Goal?_list=a"));
    }

    [Fact]
    public async Task Several_Lists_are_alternatives_and_pages_keep_the_List()
    {
        await Goals("b", 3);
        await List("b1", Item("Goal/b-0"));
        await List("b2", Item("Goal/b-1"), Item("Goal/b-2"));

        var first = await online.Get("Goal?_list=b1,b2&_count=2");
        var second = await online.Get(first.Link("next")!);

        Assert.Equal((2, 1), (first.Matches.Length, second.Matches.Length));
        Assert.Contains("_list=b1", first.Link("self")!, StringComparison.Ordinal);
        Assert.DoesNotContain("_id=", first.Link("next")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_List_opens_nothing_to_whoever_may_not_see_it_or_what_it_names()
    {
        await Goals("c", 1);
        await List("c", Item("Goal/c-0"));
        var camhs = hub.Client("camhs");
        await camhs.Put("List/c-theirs", """{"resourceType":"List","id":"c-theirs","status":"current","mode":"working","entry":[{"item":{"reference":"Goal/c-0"}}]}""");

        Assert.Equal(404, (await camhs.Get("Goal?_list=c")).Status);
        Assert.Empty((await camhs.Get("Goal?_list=c-theirs")).Matches);
        Assert.Equal(403, (await hub.Client("online", "system/Goal.rs").Get("Goal?_list=c")).Status);
    }

    [Theory]
    [InlineData("Goal?_list=nobody", 404, "not-found")]
    [InlineData("Goal?_list=$current-problems", 501, "not-supported")]
    [InlineData("?_list=a", 501, "not-supported")]
    [InlineData("Goal?_text=sleep", 501, "not-supported")]
    [InlineData("Goal?_content=sleep", 501, "not-supported")]
    public async Task What_cannot_be_answered_is_said_to_be(string query, int status, string problem)
    {
        var reply = await online.Get(query);

        Assert.Equal((status, problem), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task More_than_a_search_goes_through_is_too_costly()
    {
        await List("long", [.. Enumerable.Range(0, 501).Select(i => Item($"Goal/long-{i}"))]);

        var reply = await online.Get("Goal?_list=long");

        Assert.Equal((403, "too-costly"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task The_metadata_says_so()
    {
        var statement = (await online.Get("metadata")).Json;

        Assert.Equal("_list", statement["rest"]![0]!["searchParam"]![0]!["name"]!.GetValue<string>());
    }

    private async Task<string[]> Ids(string query)
    {
        var reply = await online.Get(query);
        Assert.True(reply.Status == 200, reply.Text);
        return [.. reply.Matches.Select(match => match["id"]!.GetValue<string>()).Order()];
    }

    private static string Item(string reference, bool deleted = false) => $$$"""{"deleted":{{{(deleted ? "true" : "false")}}},"item":{"reference":"{{{reference}}}"}}""";

    private async Task List(string id, params string[] items)
    {
        var made = await online.Put($"List/{id}", $$"""{"resourceType":"List","id":"{{id}}","status":"current","mode":"changes","entry":[{{string.Join(',', items)}}]}""");
        Assert.True(made.Status == 201, made.Text);
    }

    private async Task Goals(string person, int goals)
    {
        await online.Put($"Patient/{person}", $$"""{"resourceType":"Patient","id":"{{person}}"}""");
        for (var i = 0; i < goals; i++)
        {
            await online.Put($"Goal/{person}-{i}", $$$"""{"resourceType":"Goal","id":"{{{person}}}-{{{i}}}","lifecycleStatus":"active","description":{"text":"x"},"subject":{"reference":"Patient/{{{person}}}"}}""");
        }
    }
}
