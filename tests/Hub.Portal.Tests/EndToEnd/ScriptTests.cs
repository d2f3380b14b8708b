using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>A script typed into every text field of every form is kept as words and shown as words, to everybody; on a hub of its own.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class ScriptTests(Browsers browsers, PortalHub hub) : IClassFixture<PortalHub>
{
    private const string Script = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>{{7*7}}";

    private readonly HashSet<string> filled = [];
    private readonly List<string> complaints = [];

    [BrowserFact]
    public async Task Script_typed_into_every_field_is_shown_as_words()
    {
        var (asha, tom, duty) = (await Page(Sites.Online), await Page(Sites.Camhs), await Page(Sites.Emergency));
        await Say(await Page(null), "/sign-in", "Sign in");
        var ended = await Ended(asha, tom);
        var person = await PersonOf(asha, ended);
        await Plans(asha, tom, person);
        await Say(duty, person + "/emergency", "Open for 8 hours");
        await Declined(asha, tom);
        await Completed(asha, tom);

        string[] pages = ["/", "/referrals/sent?tab=closed", "/referrals/received?tab=closed", "/people", "/search?q=" + Uri.EscapeDataString(Script), person, person + "/safety-plan", person + "/safety-plan/edit", person + "/safety-plan/edit/what-matters", person + "/plan", person + "/plan?by=agency", person + "/plan/propose", person + "/sharing", ended];
        foreach (var page in (IPage[])[asha, tom, duty])
        {
            foreach (var path in pages)
            {
                await page.GotoAsync(path);
                Assert.False(await page.EvaluateAsync<bool>("() => 'pwned' in window || document.querySelector('main img, main script, header img, section img') !== null"), path);
            }

            await page.Context.CloseAsync();
        }

        Assert.Empty(complaints);
        Assert.Empty((await TextFields()).Select(Kind).Except(filled.Select(Kind)));
    }

    /// <summary>A field by its name; fields of a list are one kind.</summary>
    private static string Kind(string field) => Number().Replace(field, "[]");

    /// <summary>Sent, asked, answered, taken on, asked back and ended.</summary>
    private async Task<string> Ended(IPage asha, IPage tom)
    {
        await Drafted.Put(hub.Services, Sites.Online);
        foreach (var part in (string[])["person", "service", "sharing", "voice", "needs", "contact", "meanwhile"])
        {
            await Say(asha, $"/refer/{Drafted.Id}/{part}", "Save and continue", part == "sharing" ? "Joint action plan" : null);
        }

        var referral = await Send(asha);
        await tom.GotoAsync(referral);
        await Say(tom, referral + "/ask", "Send question");
        await Say(asha, referral + "/answer", "Send answer");
        await Say(tom, referral + "/accept", "Accept");
        await tom.Press("Record first contact");
        await Say(asha, referral + "/withdraw", "Withdraw");
        await Say(tom, referral + "/end", "End");
        await tom.Sees("Withdrawn");
        return referral;
    }

    private async Task Plans(IPage asha, IPage tom, string person)
    {
        await Say(asha, person + "/safety-plan/edit/what-matters", "Save this step");
        await Say(asha, person + "/plan/agreement", "Start the plan");
        await Say(asha, person + "/plan/propose", "Propose", "Larkmere CAMHS");
        await tom.GotoAsync(person + "/plan");
        await tom.Locator("summary").First.ClickAsync();
        await FillEverything(tom);
        await tom.GetByRole(AriaRole.Button, new() { NameRegex = new("^Propose a change") }).First.ClickAsync();
        await tom.Sees("Change proposed");
    }

    private async Task Declined(IPage asha, IPage tom)
    {
        await Drafted.Put(hub.Services, Sites.Online);
        var referral = await Send(asha);
        await Say(tom, referral + "/decline", "Decline");
        await tom.Sees("Why it was declined");
    }

    private async Task Completed(IPage asha, IPage tom)
    {
        await Drafted.Put(hub.Services, Sites.Online);
        var referral = await Send(asha);
        await Say(tom, referral + "/accept", "Accept");
        await tom.Press("Record first contact");
        await Say(tom, referral + "/outcome", "Complete");
        await tom.Sees("Completed");
    }

    private static async Task<string> Send(IPage asha)
    {
        await asha.GotoAsync($"/refer/{Drafted.Id}/check");
        await asha.Press("Send referral");
        await asha.Sees("Sent. You both see the same status from now on.");
        return new Uri(asha.Url).AbsolutePath;
    }

    private static async Task<string> PersonOf(IPage asha, string referral)
    {
        await asha.GotoAsync(referral);
        await asha.GetByRole(AriaRole.Link, new() { NameRegex = new("^Open ") }).ClickAsync();
        return new Uri(asha.Url).AbsolutePath;
    }

    /// <summary>Opens a form, types the script into all of it, sends it.</summary>
    private async Task Say(IPage page, string path, string button, string? choice = null)
    {
        await page.GotoAsync(path);
        if (choice is not null)
        {
            await page.Choose(choice);
        }

        await FillEverything(page);
        await page.Press(button);
        await page.WaitForLoadStateAsync();
        Assert.False(await page.EvaluateAsync<bool>("() => 'pwned' in window || document.querySelector('main img') !== null"), path);
    }

    /// <summary>The script into every text, a day ahead into every date, the first choice where nothing is chosen.</summary>
    private async Task FillEverything(IPage page) => filled.UnionWith(await page.EvaluateAsync<string[]>(
        """
        script => {
          const names = [], day = new Date(Date.now() + 5 * 864e5), part = { Day: day.getDate(), Month: day.getMonth() + 1, Year: day.getFullYear() };
          for (const field of document.querySelectorAll('main form[method=post] :is(textarea, input[type=text], input[type=tel], input[type=email])')) {
            const last = field.name.split('.').pop();
            if (last === 'NhsNumber') continue;
            field.value = last in part && field.name.split('.').length === 3 ? (field.name.startsWith('Form.Born') ? { Day: 1, Month: 5, Year: 2010 } : part)[last] : script;
            names.push(field.name);
          }
          for (const radio of document.querySelectorAll('main input[type=radio]'))
            if (![...document.getElementsByName(radio.name)].some(one => one.checked)) radio.checked = true;
          return names;
        }
        """, Script));

    /// <summary>The text fields of all forms on all pages, by name.</summary>
    private async Task<HashSet<string>> TextFields()
    {
        await Drafted.Put(hub.Services, Sites.Online);
        var names = new HashSet<string>();
        foreach (var who in Sites.All.GroupBy(site => site.Who))
        {
            using var client = who.Key is null ? new Client(hub.Url) : await Client.SignedIn(hub.Url, who.Key);
            foreach (var (_, _, path) in who)
            {
                var html = await (await client.Get(path)).Content.ReadAsStringAsync();
                foreach (Match form in PostForm().Matches(html))
                {
                    names.UnionWith(TextField().Matches(form.Value).Select(field => field.Groups["name"].Value));
                }
            }
        }

        // A number and a code are checked digit by digit, a password is shown nowhere.
        names.RemoveWhere(name => name is "Form.NhsNumber" or "Code");
        Assert.True(names.Count > 20, $"Only {names.Count} text fields were found: the pages are not read right.");
        return names;
    }

    private async Task<IPage> Page(string? who)
    {
        var context = await browsers.Browser.NewContextAsync(new() { BaseURL = hub.Url });
        context.SetDefaultTimeout(10_000);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        if (who is not null)
        {
            await Browsers.SignIn(page, who);
        }

        return page;
    }

    [GeneratedRegex("\\[\\d+\\]")]
    private static partial Regex Number();

    [GeneratedRegex("<form method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex PostForm();

    [GeneratedRegex("<(?:textarea|input)(?=[^>]* (?:type=\"(?:text|tel|email)\"|rows=))[^>]* name=\"(?<name>[^\"]+)\"")]
    private static partial Regex TextField();
}
