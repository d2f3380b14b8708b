using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>Who may do what with plans: a page offers what the hub takes, and says kindly what it does not.</summary>
[Collection(BrowserTests.Name)]
public sealed class PlanTests(Browsers browsers)
{
    [Theory]
    [InlineData(Sites.Online, "demo-callum", true)]
    [InlineData(Sites.Camhs, "demo-callum", false)]
    [InlineData(Sites.Camhs, "demo-jamie", true)]
    [InlineData(Sites.Online, "demo-zainab", true)]
    public async Task Changing_a_safety_plan_is_offered_to_the_agency_that_keeps_it(string who, string person, bool offered)
    {
        using var client = await Client.SignedIn(browsers.Hub.Url, who);
        var page = await client.Page($"/people/{person}/safety-plan");
        var edit = await client.Get($"/people/{person}/safety-plan/edit/warning-signs");
        var html = await edit.Content.ReadAsStringAsync();

        Assert.Equal(offered, page.Contains("Change it with them", StringComparison.Ordinal));
        Assert.Equal(offered ? HttpStatusCode.OK : HttpStatusCode.Forbidden, edit.StatusCode);
        Assert.Equal(offered, html.Contains("Save this step", StringComparison.Ordinal));
        Assert.Equal(!offered, html.Contains("Another agency keeps this plan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_of_another_agencys_plan_is_refused_with_whom_to_ask()
    {
        using var client = await Client.SignedIn(browsers.Hub.Url, Sites.Camhs);
        var answer = await client.Post(
            "/people/demo-callum/safety-plan/edit/warning-signs", await client.Token(), ("Form.Items[0].Text", "Not our words."), ("Form.Items[0].Audience", "service"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("ask <strong>Asha Banerjee</strong>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Not our words.", await client.Page("/people/demo-callum/safety-plan"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task What_the_writer_proposes_is_in_the_plan_at_once_with_its_goal()
    {
        var page = await browsers.Page(Sites.Camhs);
        await Propose(page, "demo-marcus", "A bus pass", "Larkmere High School", "I go where I want to");
        await page.Context.CloseAsync();

        var plan = await browsers.Hub.Ask(Sites.Camhs, "CarePlan/demo-marcus-plan");
        var task = Assert.Single(await browsers.Hub.All(Sites.Camhs, "Task?patient=Patient/demo-marcus&_count=200"), one => one.Text("description") == "A bus pass");
        Assert.Contains("Task/" + task.Text("id"), References(plan, "activity"));
        Assert.Contains((string?)task["focus"]!["reference"], References(plan, "goal"));
    }

    [BrowserFact]
    public async Task What_another_agency_proposes_is_taken_in_by_the_writer()
    {
        var ruth = await browsers.Page(Sites.SocialCare);
        await Propose(ruth, "demo-ffion", "A key to the flat", "Larkmere CAMHS", null);
        await ruth.Sees("Proposed by others, not in the plan yet");
        Assert.Equal(0, await ruth.GetByRole(AriaRole.Button, new() { Name = "Take it into the plan" }).CountAsync());
        var tom = await browsers.Page(Sites.Camhs);
        await tom.GotoAsync("/people/demo-ffion/plan");
        await tom.Press("Take it into the plan");
        await Assertions.Expect(tom.Locator("main")).Not.ToContainTextAsync("not in the plan yet");
        await ruth.Context.CloseAsync();
        await tom.Context.CloseAsync();

        var plan = await browsers.Hub.Ask(Sites.Camhs, "CarePlan/demo-ffion-plan");
        var named = References(plan, "activity");
        Assert.All(await browsers.Hub.All(Sites.Camhs, "Task?patient=Patient/demo-ffion&based-on=CarePlan/demo-ffion-plan&_count=200"), task => Assert.Contains("Task/" + task.Text("id"), named));
    }

    [BrowserFact]
    public async Task Two_who_propose_at_once_are_both_in_the_plan()
    {
        var (first, second) = (await Client.SignedIn(browsers.Hub.Url, Sites.Camhs), await Client.SignedIn(browsers.Hub.Url, Sites.Manager));
        var answers = await Task.WhenAll(Send(first, "One of two"), Send(second, "The other of two"));
        first.Dispose();
        second.Dispose();

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        var named = References(await browsers.Hub.Ask(Sites.Camhs, "CarePlan/demo-marcus-plan"), "activity");
        var made = (await browsers.Hub.All(Sites.Camhs, "Task?patient=Patient/demo-marcus&_count=200")).Where(task => task.Text("description")!.EndsWith("of two", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, made.Count);
        Assert.All(made, task => Assert.Contains("Task/" + task.Text("id"), named));
    }

    [BrowserFact]
    public async Task The_second_to_say_an_action_anew_sees_both_versions_field_by_field()
    {
        var first = await browsers.Page(Sites.Camhs);
        var second = await browsers.Page(Sites.Manager);
        await first.GotoAsync("/people/demo-marcus/plan/propose/demo-marcus-sunday");
        await second.GotoAsync("/people/demo-marcus/plan/propose/demo-marcus-sunday");
        await first.Type("What is to be done?", "A chat every Monday at seven.");
        await first.Press("Propose");
        await first.Sees("Proposed to Harbour Online Counselling.");
        await second.Type("How will everybody know that it is done?", "Three Mondays in a row.");
        await second.Press("Propose");
        var table = second.Locator(".hub-conflict table");
        await Assertions.Expect(table).ToContainTextAsync("A chat every Monday at seven.");
        await Assertions.Expect(table).ToContainTextAsync("A chat every Sunday evening.");
        await Assertions.Expect(table).ToContainTextAsync("Three Mondays in a row.");
        await second.Type("What is to be done?", "A chat every Monday at seven.");
        await second.Press("Propose");
        await second.Sees("Proposed to Harbour Online Counselling.");
        await second.Sees("A chat every Monday at seven.");
        await second.Sees("Three Mondays in a row.");
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    private static async Task Propose(IPage page, string person, string what, string agency, string? goal)
    {
        await page.GotoAsync($"/people/{person}/plan");
        await page.Press("Propose an action");
        await page.Type("What is to be done?", what);
        if (goal is not null)
        {
            await page.Type("Another goal (optional)", goal);
        }

        await page.Choose(agency);
        await page.Type("Who does it?", "Somebody");
        await page.Date("By when?", DateTime.UtcNow.Date.AddDays(9));
        await page.Type("How will everybody know that it is done?", "It is there");
        await page.Press("Propose");
        await page.Sees("Proposed to");
    }

    private static async Task<HttpResponseMessage> Send(Client client, string what)
    {
        var day = DateTime.UtcNow.Date.AddDays(9);
        return await client.Post(
            "/people/demo-marcus/plan/propose", await client.Token(),
            ("Form.What", what), ("Form.Agency", "camhs"), ("Form.Doer", "Tom"), ("Form.DoneMeans", "Done"),
            ("Form.Due.Day", $"{day.Day}"), ("Form.Due.Month", $"{day.Month}"), ("Form.Due.Year", $"{day.Year}"));
    }

    private static List<string?> References(JsonNode plan, string list) =>
        [.. plan[list]!.AsArray().Select(one => (string?)(one!["reference"] is JsonObject inner ? inner["reference"] : one["reference"]))];
}
