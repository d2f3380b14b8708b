using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>The safety plan on paper, and pages in forced colours.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class PrintTests(Browsers browsers)
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("HUB_PICTURES");

    [BrowserTheory]
    [InlineData(Sites.Online, "demo-wren")]
    [InlineData(Sites.Camhs, "demo-jamie")]
    [InlineData(Sites.Camhs, "demo-ffion")]
    public async Task A_safety_plan_fits_one_sheet(string who, string person)
    {
        var page = await browsers.Page(who);
        await page.GotoAsync($"/people/{person}/safety-plan");
        var pdf = await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true, Tagged = true });
        if (Pictures is not null)
        {
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await page.SetViewportSizeAsync(794, 1123);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"print-{person}.png"), FullPage = true });
        }

        await page.Context.CloseAsync();

        Assert.Equal(1, OnePage().Count(Encoding.Latin1.GetString(pdf)));
    }

    [BrowserFact]
    public async Task The_sheet_has_the_name_and_the_plan_and_nothing_that_agencies_say_among_themselves()
    {
        var page = await browsers.Page(Sites.Camhs);
        await page.GotoAsync("/people/demo-jamie/safety-plan");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var sheet = await page.EvaluateAsync<string>("() => document.body.innerText");
        await page.Context.CloseAsync();

        Assert.All((string[])["Jamie", "If you need help now", "What matters to me"], said => Assert.Contains(said, sheet, StringComparison.Ordinal));
        Assert.All((string[])["NHS number", "Holds the risk", "Needs now", "Safe contact", "Immediate concern"], unsaid => Assert.DoesNotContain(unsaid, sheet, StringComparison.Ordinal));
    }

    [BrowserTheory]
    [InlineData("today", Sites.Camhs, "/")]
    [InlineData("person", Sites.Camhs, "/people/demo-ffion")]
    [InlineData("safety-plan", Sites.Camhs, "/people/demo-ffion/safety-plan")]
    [InlineData("plan", Sites.Camhs, "/people/demo-marcus/plan")]
    public async Task In_forced_colours_the_place_in_the_menu_and_the_steps_can_be_seen(string name, string who, string path)
    {
        var page = await browsers.Page(who, forced: ForcedColors.Active);
        await page.GotoAsync(path);
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"forced-{name}.png"), FullPage = true });
        }

        var unseen = await page.EvaluateAsync<string[]>(
            """
            () => {
              const plain = getComputedStyle(document.body).backgroundColor;
              const lines = [...document.querySelectorAll('.moj-sub-navigation__link[aria-current], .hub-tabs a[aria-current]')]
                .filter(e => getComputedStyle(e).borderBottomStyle === 'none' || getComputedStyle(e).borderBottomColor === plain).map(e => e.textContent);
              const texts = [...document.querySelectorAll('svg text')].filter(e => getComputedStyle(e).fill === plain).map(e => e.textContent);
              return [...lines, ...texts];
            }
            """);
        await page.Context.CloseAsync();

        Assert.Empty(unseen);
    }

    [GeneratedRegex("/Type\\s*/Page[^s]")]
    private static partial Regex OnePage();
}
