using Microsoft.Playwright;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>Referring and responding without a mouse: Tab, Shift and Tab, arrows, Space and Enter, and what has focus is what the person hears.</summary>
[Collection(BrowserTests.Name)]
public sealed class KeyboardTests(Browsers browsers)
{
    [BrowserFact]
    public async Task A_referral_is_sent_and_answered_by_keyboard_alone()
    {
        var asha = await browsers.Page(Sites.Online);
        await asha.GotoAsync("/refer");
        await Press(asha, "Start");
        await Follow(asha, "Who it is about");
        await Fill(asha, "What do they like to be called?", "lark-45");
        await Fill(asha, "Alias (optional)", "lark-45");
        await Fill(asha, "Month", "5");
        await Fill(asha, "Year", "2010");
        await Press(asha, "Save and continue");
        await Follow(asha, "Who should help");
        await Radio(asha, "Getting help team");
        await Fill(asha, "What do you ask for, and why now?", "Regular sessions, because nights are long.");
        await Radio(asha, "Routine");
        await Press(asha, "Save and continue");
        await Follow(asha, "What they have decided about sharing");
        await Radio(asha, "They agree");
        await Radio(asha, "The young person agrees");
        await Fill(asha, "How did they understand what is shared, with whom, for how long, and that they can stop it?", "Said it back.");
        await Press(asha, "Save and continue");
        await Follow(asha, "In their words");
        await Radio(asha, "They wrote it");
        await Fill(asha, "What do they want the service to know?", "Nights are long.");
        await Press(asha, "Save and continue");
        await Follow(asha, "What they need now");
        await Radio(asha, "Getting help");
        await Radio(asha, "I agree");
        await Fill(asha, "Why this one?", "One goal.");
        await Press(asha, "Save and continue");
        await Follow(asha, "Safe contact");
        await Fill(asha, "How may they be contacted, and how not?", "Text only.");
        await Press(asha, "Save and continue");
        await Follow(asha, "Until somebody has taken over");
        await Fill(asha, "What do you keep doing?", "Thursdays.");
        await Press(asha, "Save and continue");
        await Press(asha, "Send referral");
        await asha.Sees("Sent. You both see the same status from now on.");
        await Answer(new Uri(asha.Url).AbsolutePath);
        await asha.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task The_first_Tab_leads_past_the_menu()
    {
        var page = await browsers.Page(Sites.Camhs);
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to main content", await Focused(page));
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main-content", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Errors_take_the_focus_and_lead_to_their_field()
    {
        var page = await browsers.Page(Sites.Camhs);
        await page.GotoAsync("/referrals/demo-niamh-referral-camhs/accept");
        await page.GetByLabel("Who will be their named worker?").FillAsync("");
        await Press(page, "Accept");
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToBeFocusedAsync();
        Assert.StartsWith("Error: ", await page.TitleAsync(), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Who will be their named worker?")).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }

    private async Task Answer(string referral)
    {
        var tom = await browsers.Page(Sites.Camhs);
        await tom.GotoAsync(referral);
        await Press(tom, "Accept");
        var day = DateTime.UtcNow.Date.AddDays(5);
        await Fill(tom, "Day", $"{day.Day}");
        await Fill(tom, "Month", $"{day.Month}");
        await Fill(tom, "Year", $"{day.Year}");
        await Radio(tom, "Yes, help starts with that first contact");
        await Radio(tom, "We do, from now on");
        await Press(tom, "Accept");
        await tom.Sees("Accepted. The referrer can see who and when.");
        await tom.Context.CloseAsync();
    }

    private static async Task Press(IPage page, string name)
    {
        await TabTo(page, "button,[role=button]", name);
        await Enter(page);
    }

    private static async Task Follow(IPage page, string name)
    {
        await TabTo(page, "a", name);
        await Enter(page);
    }

    /// <summary>Enter, and wait until another page is there.</summary>
    private static async Task Enter(IPage page)
    {
        await page.EvaluateAsync("() => { window.before = true }");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => !window.before && document.readyState === 'complete'");
    }

    private static async Task Fill(IPage page, string label, string text)
    {
        await TabTo(page, "input,textarea", label);
        await page.Keyboard.PressAsync("ControlOrMeta+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Tab reaches the group, arrows go round in it; Space chooses where nothing was chosen.</summary>
    private static async Task Radio(IPage page, string label)
    {
        var name = await page.GetByLabel(label, new() { Exact = true }).First.GetAttributeAsync("name");
        await Tab(page, $"document.activeElement.name === {Quoted(name!)}", label);
        await page.Keyboard.PressAsync("Space");
        for (var step = 0; step < 30 && await Focused(page) != label; step++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Equal(label, await Focused(page));
        Assert.True(await page.EvaluateAsync<bool>("() => document.activeElement.checked"));
    }

    private static Task TabTo(IPage page, string kind, string name) => Tab(page, $"document.activeElement.matches({Quoted(kind)}) && name() === {Quoted(name)}", name);

    private static async Task Tab(IPage page, string condition, string sought)
    {
        for (var step = 0; step < 150; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("() => { const name = " + Name + "; return " + condition + " }"))
            {
                return;
            }
        }

        Assert.Fail($"No Tab leads to: {sought}");
    }

    private static Task<string> Focused(IPage page) => page.EvaluateAsync<string>("() => (" + Name + ")()");

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    /// <summary>What the thing with focus is called: its label, or its own text.</summary>
    private const string Name = "() => { const e = document.activeElement; return (e.labels?.length ? e.labels[0].textContent : e.textContent).trim() }";
}
