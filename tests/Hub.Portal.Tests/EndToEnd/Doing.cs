using Microsoft.Playwright;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>What a person does on a page, said as they would say it.</summary>
internal static class Doing
{
    public static async Task Press(this IPage page, string name) =>
        await page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    /// <summary>A button of one action of the plan.</summary>
    public static async Task Press(this IPage page, string name, string action) =>
        await page.Locator(".hub-action", new() { HasText = action }).Locator("button,[role=button]", new() { HasText = name }).First.ClickAsync();

    public static async Task Follow(this IPage page, string name) =>
        await page.GetByRole(AriaRole.Link, new() { Name = name }).First.ClickAsync();

    public static async Task Type(this IPage page, string label, string text) => await page.GetByLabel(label).First.FillAsync(text);

    public static async Task Choose(this IPage page, string label) => await page.GetByLabel(label, new() { Exact = true }).First.CheckAsync();

    public static async Task Date(this IPage page, string legend, DateTime day)
    {
        var group = page.GetByRole(AriaRole.Group, new() { Name = legend });
        await group.GetByLabel("Day").FillAsync($"{day.Day}");
        await group.GetByLabel("Month").FillAsync($"{day.Month}");
        await group.GetByLabel("Year").FillAsync($"{day.Year}");
    }

    public static Task Sees(this IPage page, string text) => Assertions.Expect(page.Locator("main")).ToContainTextAsync(text);

    /// <summary>The whole journey from the first page to the sent referral; answers its address.</summary>
    public static async Task<string> Refer(this IPage page, string called, string to, string tail = "")
    {
        await page.GotoAsync("/refer");
        await page.Press("Start");
        await page.Follow("Who it is about");
        await page.Type("What do they like to be called?", called);
        await page.Type("Alias (optional)", called);
        var born = page.GetByRole(AriaRole.Group, new() { Name = "When were they born?" });
        await born.GetByLabel("Month").FillAsync("5");
        await born.GetByLabel("Year").FillAsync("2010");
        await page.Press("Save and continue");
        await page.Follow("Who should help");
        await page.Choose(to);
        await page.Type("What do you ask for, and why now?", "Sleep has gone and school with it. They ask for regular sessions." + tail);
        await page.Choose("Routine");
        await page.Press("Save and continue");
        await page.Follow("What they have decided about sharing");
        await page.Choose("They agree");
        await page.Choose("The young person agrees");
        await page.Type("How did they understand", "Said it back in their own words over two chats." + tail);
        await page.Choose("Joint action plan");
        await page.Press("Save and continue");
        await page.Follow("In their words");
        await page.Choose("They wrote it");
        await page.Type("What do they want the service to know?", "I am fine in the daytime. Nights are long." + tail);
        await page.Press("Save and continue");
        await page.Follow("What they need now");
        await page.Choose("Getting help");
        await page.Choose("I agree");
        await page.Type("Why this one?", "Weekly sessions, one goal." + tail);
        await page.Press("Save and continue");
        await page.Follow("Safe contact");
        await page.Type("How may they be contacted, and how not?", "Text only, after four." + tail);
        await page.Press("Save and continue");
        await page.Follow("Until somebody has taken over");
        await page.Type("What do you keep doing?", "Our Thursday session goes on." + tail);
        await page.Press("Save and continue");
        await page.Press("Send referral");
        await page.Sees("Sent. You both see the same status from now on.");
        return new Uri(page.Url).AbsolutePath;
    }
}
