using Microsoft.Playwright;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>Two people at once: neither loses a word, and lists move by themselves.</summary>
[Collection(BrowserTests.Name)]
public sealed class TogetherTests(Browsers browsers)
{
    [BrowserFact]
    public async Task The_second_to_save_a_safety_plan_sees_both_versions_and_loses_neither()
    {
        const string Step = "/people/demo-callum/safety-plan/edit/people-and-places";
        var first = await browsers.Page(Sites.Online);
        var second = await browsers.Page(Sites.Online);
        await first.GotoAsync(Step);
        await second.GotoAsync(Step);
        await first.GetByLabel("In their words (2)").FillAsync("The library, upstairs.");
        await first.Press("Save this step");
        await first.Sees("Saved as a new version.");
        await second.GetByLabel("In their words (2)").FillAsync("The skate park when it is light.");
        await second.Press("Save this step");
        await second.Sees("Somebody saved this while you were writing");
        var table = second.Locator(".hub-conflict table");
        await Assertions.Expect(table).ToContainTextAsync("The library, upstairs.");
        await Assertions.Expect(table).ToContainTextAsync("The skate park when it is light.");
        await second.Press("Save this step");
        await second.Sees("Saved as a new version.");
        await second.GotoAsync("/people/demo-callum/safety-plan");
        await second.Sees("The library, upstairs.");
        await second.Sees("The skate park when it is light.");
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task The_second_to_say_what_they_think_of_the_plan_keeps_the_words()
    {
        const string Path = "/people/demo-marcus/plan/agreement";
        var first = await browsers.Page(Sites.Camhs);
        var second = await browsers.Page(Sites.Camhs);
        await first.GotoAsync(Path);
        await second.GotoAsync(Path);
        await first.Type("In their words, or why they could not be asked", "Still all right.");
        await first.Press("Save");
        await second.Type("In their words, or why they could not be asked", "Mondays are better.");
        await second.Press("Save");
        await Assertions.Expect(second.Locator(".hub-conflict table")).ToContainTextAsync("Still all right.");
        await Assertions.Expect(second.Locator(".hub-conflict table")).ToContainTextAsync("Mondays are better.");
        await Assertions.Expect(second.GetByLabel("In their words, or why they could not be asked")).ToHaveValueAsync("Mondays are better.");
        await second.Press("Save");
        await second.Sees("Mondays are better.");
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task A_new_referral_appears_on_Today_and_in_the_list_without_a_reload()
    {
        var tom = await browsers.Page(Sites.Camhs);
        var list = await browsers.Page(Sites.Camhs);
        await tom.GotoAsync("/");
        await list.GotoAsync("/referrals/received");
        var asha = await browsers.Page(Sites.Online);
        await asha.Refer("swift-31", "Getting help team");

        await Assertions.Expect(tom.Locator("[data-live-part=todo]")).ToContainTextAsync("swift-31");
        await Assertions.Expect(list.Locator("[data-live-part=list]")).ToContainTextAsync("swift-31");
        await Assertions.Expect(tom.Locator("#live-status")).ToHaveTextAsync(Words.SomethingChanged);
        await asha.Context.CloseAsync();
        await tom.Context.CloseAsync();
        await list.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task A_form_saves_itself_while_somebody_types()
    {
        var page = await browsers.Page(Sites.Online);
        await page.GotoAsync("/people/demo-ffion/plan/propose");
        await page.Type("What is to be done?", "Visit the young adult team together");
        await Assertions.Expect(page.Locator("[data-saved]")).ToContainTextAsync("Saved");
        await page.GotoAsync("/");
        await page.GotoAsync("/people/demo-ffion/plan/propose");
        await Assertions.Expect(page.GetByLabel("What is to be done?")).ToHaveValueAsync("Visit the young adult team together");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Of_the_doors_of_a_sharing_decision_only_the_one_chosen_is_open_without_script_too()
    {
        await Drafted.Put(browsers.Hub.Services, Sites.Online);
        var page = await browsers.Page(Sites.Online, script: false);
        await page.GotoAsync($"/refer/{Drafted.Id}/sharing");
        await page.Choose("We will share to keep someone safe");
        await Assertions.Expect(page.GetByLabel("Why is it necessary, and why this much?")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("The young person agrees", new() { Exact = true })).ToBeHiddenAsync();
        await page.Choose("They do not agree and we will not share");
        await Assertions.Expect(page.GetByLabel("Identity and contact", new() { Exact = true })).ToBeHiddenAsync();
        await page.Choose("They agree");
        await Assertions.Expect(page.GetByLabel("The young person agrees", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Identity and contact", new() { Exact = true })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
