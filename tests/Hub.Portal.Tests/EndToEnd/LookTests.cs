using System.Text.Json;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>Every page, wide and narrow: nothing to scroll sideways, nothing that axe finds. With HUB_PICTURES set, a picture of each.</summary>
[Collection(BrowserTests.Name)]
public sealed class LookTests(Browsers browsers)
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("HUB_PICTURES");
    private static readonly string Axe = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    [BrowserTheory, MemberData(nameof(Sites.Names), MemberType = typeof(Sites))]
    public async Task A_page_fits_and_is_accessible_at_1366(string name) => await Look(name, 1366);

    [BrowserTheory, MemberData(nameof(Sites.Names), MemberType = typeof(Sites))]
    public async Task A_page_fits_and_is_accessible_at_320(string name) => await Look(name, 320);

    private async Task Look(string name, int width)
    {
        var (_, who, path) = Sites.Of(name);
        if (path.Contains(Drafted.Id, StringComparison.Ordinal))
        {
            await Drafted.Put(browsers.Hub.Services, who!);
        }

        var page = await browsers.Page(who, width);
        var response = await page.GotoAsync(path);
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, width == 1366 ? $"{name}.png" : $"{name}-{width}.png"), FullPage = true });
        }

        var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] })).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160)).join(' | '))");
        await page.Context.CloseAsync();

        Assert.Equal(name is "refused" or "not-found" ? 404 : 200, response!.Status);
        Assert.True(wide <= 0, $"{path} is {wide} pixels too wide at {width}.");
        Assert.Empty(found.EnumerateArray().Select(one => one.GetString()));
    }
}
