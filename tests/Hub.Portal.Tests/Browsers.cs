using Hub.Api.Accounts;
using Microsoft.Playwright;

namespace Hub.Portal.Tests;

/// <summary>One hub and one Chromium for all browser tests; every test gets contexts (cookies, storage) of its own.</summary>
public sealed class Browsers : IAsyncLifetime
{
    public const string Chromium = "/usr/bin/chromium";

    /// <summary>Nothing may leave this machine; a route guard would switch the browser's cache off.</summary>
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"];

    private readonly Dictionary<string, string> states = [];
    private IPlaywright? playwright;

    public PortalHub Hub { get; } = new();

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Chromium))
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Arguments, Headless = true });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        playwright?.Dispose();
        await Hub.DisposeAsync();
    }

    /// <summary>A page of a fresh browser, signed in as this person, or as nobody.</summary>
    public async Task<IPage> Page(string? email, int width = 1366, bool script = true, ForcedColors? forced = null)
    {
        var context = await Browser.NewContextAsync(new()
        {
            BaseURL = Hub.Url,
            Locale = "en-GB",
            TimezoneId = "Europe/London",
            ViewportSize = new() { Width = width, Height = width < 600 ? 720 : 900 },
            JavaScriptEnabled = script,
            ForcedColors = forced,
            StorageState = email is null ? null : await State(email),
        });
        context.SetDefaultTimeout(10_000);
        return await context.NewPageAsync();
    }

    /// <summary>Types email and password as a person does.</summary>
    public static async Task SignIn(IPage page, string email)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(DemoPeople.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/");
    }

    private async Task<string> State(string email)
    {
        if (!states.TryGetValue(email, out var state))
        {
            var page = await Page(null);
            await SignIn(page, email);
            states[email] = state = await page.Context.StorageStateAsync();
            await page.Context.CloseAsync();
        }

        return state;
    }
}

/// <summary>All browser tests share one hub and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Browsers>
{
    public const string Name = "browser";
}

/// <summary>A test that needs Chromium; where there is none it is skipped, and test.sh installs it.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = File.Exists(Browsers.Chromium) ? null : "Chromium is not installed.";
}

/// <summary>Rows of a test that needs Chromium.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = File.Exists(Browsers.Chromium) ? null : "Chromium is not installed.";
}
