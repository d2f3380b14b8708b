using Microsoft.Playwright;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>The whole loop by two people of two agencies in two browsers.</summary>
[Collection(BrowserTests.Name)]
public sealed class LoopTests(Browsers browsers)
{
    private static readonly DateTime Soon = DateTime.UtcNow.Date.AddDays(7);

    [BrowserFact]
    public Task A_referral_goes_round_from_first_word_to_sharing_withdrawn() => Loop("otter-11", script: true);

    [BrowserFact]
    public Task The_same_loop_works_without_JavaScript() => Loop("puffin-88", script: false);

    private async Task Loop(string called, bool script)
    {
        var asha = await browsers.Page(Sites.Online, script: script);
        var tom = await browsers.Page(Sites.Camhs, script: script);
        var referral = await asha.Refer(called, "Getting help team");
        await AskAndAnswer(asha, tom, called, referral);
        await Accept(tom, referral);
        var person = await PlanTogether(asha, tom, referral);
        await KeepSafe(asha, tom, person);
        await Finish(asha, tom, referral);
        await Withdraw(asha, person);
        var gone = await tom.GotoAsync(person + "/safety-plan");

        Assert.Equal(404, gone!.Status);
        await tom.Sees("Nothing is shared with your agency here");
        await tom.Sees("What your agency has");
        await tom.Sees("Ask Harbour Online Counselling");
        await asha.Context.CloseAsync();
        await tom.Context.CloseAsync();
    }

    private static async Task AskAndAnswer(IPage asha, IPage tom, string called, string referral)
    {
        await tom.GotoAsync("/referrals/received");
        await tom.Follow(called);
        await tom.Sees("I am fine in the daytime. Nights are long.");
        await tom.Press("Ask a question");
        await tom.Type("What do you need to know?", "Is there a day that suits them?");
        await tom.Press("Send question");
        await tom.Sees("Question for referrer");
        await asha.GotoAsync("/");
        await asha.Follow("Answer a question about " + called);
        Assert.EndsWith(referral, asha.Url, StringComparison.Ordinal);
        await asha.Press("Answer the question");
        await asha.Type("Your answer", "Thursdays, after five.");
        await asha.Press("Send answer");
        await asha.Sees("Question answered");
    }

    private static async Task Accept(IPage tom, string referral)
    {
        await tom.GotoAsync(referral);
        await tom.Sees("Thursdays, after five.");
        await tom.Press("Accept");
        await tom.Date("When will you first meet or call them?", Soon);
        await tom.Choose("Yes, help starts with that first contact");
        await tom.Choose("We do, from now on");
        await tom.Press("Accept");
        await tom.Sees("Accepted. The referrer can see who and when.");
    }

    private static async Task<string> PlanTogether(IPage asha, IPage tom, string referral)
    {
        await asha.GotoAsync(referral);
        await asha.GetByRole(AriaRole.Link, new() { NameRegex = new("^Open .* page$") }).ClickAsync();
        var person = new Uri(asha.Url).AbsolutePath;
        await asha.GotoAsync(person + "/plan");
        await asha.Press("Start one with them");
        await asha.Choose("I agree");
        await asha.Type("In their words, or why they could not be asked", "If it is one thing at a time.");
        await asha.Press("Start the plan");
        await asha.Press("Propose an action");
        await asha.Type("What is to be done?", "A sleep diary for two weeks");
        await asha.Type("Which goal does it serve? (optional)", "Sleep through the night");
        await asha.Choose("Larkmere CAMHS");
        await asha.Type("Who does it?", "Tom Ferris");
        await asha.Date("By when?", Soon);
        await asha.Type("How will everybody know that it is done?", "Two weeks are filled in");
        await asha.Press("Propose");
        await asha.Sees("Proposed to Larkmere CAMHS.");
        await ChangeAndAgree(asha, tom, person);
        await tom.Press("Accept", "A sleep diary for one week");
        await tom.Press("Mark as done", "A sleep diary for one week");
        await asha.ReloadAsync();
        await Assertions.Expect(asha.Locator(".hub-action .govuk-tag")).ToHaveTextAsync("Done");
        return person;
    }

    private static async Task ChangeAndAgree(IPage asha, IPage tom, string person)
    {
        await tom.GotoAsync(person + "/plan");
        await tom.Locator("summary", new() { HasText = "Propose a change" }).ClickAsync();
        await tom.Type("Say it in words", "One week is enough to begin with.");
        await tom.Press("Propose a change", "A sleep diary for two weeks");
        await asha.GotoAsync(person + "/plan");
        await asha.Press("Propose it again", "A sleep diary for two weeks");
        await asha.Sees("One week is enough to begin with.");
        await asha.Type("What is to be done?", "A sleep diary for one week");
        await asha.Press("Propose");
        await asha.Sees("Proposed to Larkmere CAMHS.");
        await tom.ReloadAsync();
        await Assertions.Expect(tom.Locator(".hub-action .govuk-tag")).ToHaveTextAsync("Proposed, not accepted yet");
    }

    private static async Task KeepSafe(IPage asha, IPage tom, string person)
    {
        await asha.GotoAsync(person + "/safety-plan");
        await asha.Press("Write one together");
        await asha.Follow("How I notice it is getting harder");
        await asha.Type("In their words (1)", "I stop answering.");
        await asha.Press("Save this step");
        await asha.Sees("Saved as a new version.");
        await tom.GotoAsync(person + "/safety-plan");
        await tom.Sees("I stop answering.");
        await tom.Press("We know this version");
        await tom.Sees("Larkmere CAMHS");
        await asha.GotoAsync(person + "/safety-plan");
        await asha.Sees("Knows this version");
        await asha.Press("Change it with them");
        await asha.Follow("What I can do by myself");
        await asha.Type("In their words (1)", "Cold water, then the dog.");
        await asha.Press("Save this step");
        await tom.GotoAsync(person + "/safety-plan");
        await tom.Sees("Cold water, then the dog.");
        await tom.Sees("Knows version 1");
        await tom.Press("We know this version");
        await tom.Sees("Knows this version");
    }

    private static async Task Finish(IPage asha, IPage tom, string referral)
    {
        await tom.GotoAsync(referral);
        await tom.Press("Record first contact");
        await tom.Press("Complete with an outcome");
        await tom.Choose("What was hoped for has happened");
        await tom.Type("What does the referrer need to know from here on?", "They keep the diary by themselves now.");
        await tom.Press("Complete");
        await tom.Sees("Completed");
        await asha.GotoAsync(referral);
        await asha.Press("I have read the outcome");
        await asha.Sees("Completed, outcome read");
    }

    private static async Task Withdraw(IPage asha, string person)
    {
        await asha.GotoAsync(person + "/sharing");
        await asha.Sees("Larkmere CAMHS");
        await asha.Follow("Stop this sharing");
        await asha.Choose("Withdrawn by the young person");
        await asha.Press("Stop sharing");
        await asha.Sees("Stopped. It is closed to them from now on.");
    }
}
