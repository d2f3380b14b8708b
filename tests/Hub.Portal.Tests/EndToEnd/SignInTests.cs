using System.Buffers.Binary;
using System.Security.Cryptography;
using Hub.Api.Accounts;
using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>Signing in and staying signed in; each test with a person of its own.</summary>
[Collection(BrowserTests.Name)]
public sealed class SignInTests(Browsers browsers)
{
    [BrowserFact]
    public async Task Five_wrong_passwords_lock_the_account()
    {
        var email = await Somebody("locked");
        var page = await browsers.Page(null);
        await page.GotoAsync("/sign-in");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await Try(page, email, "not the password");
        }

        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToContainTextAsync(Words.SignInLocked);
        await Try(page, email, DemoPeople.Password);
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToContainTextAsync(Words.SignInLocked);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task A_person_not_known_and_a_wrong_password_look_the_same()
    {
        var page = await browsers.Page(null);
        await page.GotoAsync("/sign-in");
        await Try(page, "nobody@online.example", "whatever it is");
        var unknown = await page.Locator(".govuk-error-summary").InnerTextAsync();
        await Try(page, await Somebody("known"), "whatever it is");

        Assert.Equal(unknown, await page.Locator(".govuk-error-summary").InnerTextAsync());
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Codes_are_set_up_asked_for_and_replaced_by_a_recovery_code()
    {
        var email = await Somebody("codes");
        var page = await browsers.Page(null);
        await Browsers.SignIn(page, email);
        await page.GotoAsync("/account/codes");
        await page.Type("Code", Totp((await page.Locator("code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal)));
        await page.Press("Turn on codes");
        var recovery = await page.Locator(".hub-panel code").First.InnerTextAsync();
        await page.Press("Sign out");
        await Try(page, email, DemoPeople.Password);
        await page.Type("Enter your code", "000000");
        await page.Press("Continue");
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToContainTextAsync(Words.CodeWrong);
        await page.Follow("I cannot use my app");
        await page.Type("Enter a recovery code", recovery);
        await page.Press("Continue");
        await page.WaitForURLAsync("**/");
        await page.GotoAsync("/account");
        await page.Sees("9 recovery codes left");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task A_passkey_is_added_and_signs_in()
    {
        var page = await browsers.Page(null);
        await Browsers.SignIn(page, await Somebody("passkey"));
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await page.GotoAsync("/account");
        await page.Press("Add a passkey for this device");
        await page.Sees("Passkey added.");
        await page.Press("Sign out");
        await page.Press("Use a passkey instead");
        await page.Sees("Needs you");
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task A_session_ended_elsewhere_is_over_at_once()
    {
        var email = await Somebody("two-places");
        var here = await browsers.Page(null);
        var there = await browsers.Page(null);
        await Browsers.SignIn(there, email);
        await Browsers.SignIn(here, email);
        await here.GotoAsync("/account");
        await here.GetByRole(AriaRole.Button, new() { NameRegex = new("^Sign out there") }).ClickAsync();
        await here.Sees("Signed out there.");
        await there.GotoAsync("/");

        Assert.Contains("/sign-in", there.Url, StringComparison.Ordinal);
        await here.Context.CloseAsync();
        await there.Context.CloseAsync();
    }

    [BrowserTheory, InlineData(true), InlineData(false)]
    public async Task What_is_typed_survives_the_end_of_the_session(bool script)
    {
        var email = await Somebody("away-" + script);
        var page = await browsers.Page(null, script: script);
        await Browsers.SignIn(page, email);
        await page.GotoAsync("/people/demo-callum/plan/agreement");
        await page.Choose("I agree");
        await page.Type("In their words, or why they could not be asked", "One thing at a time, please.");
        await page.Context.ClearCookiesAsync(new() { Name = "hub-session" });
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Start the plan|Save)$") }).ClickAsync();
        await page.Sees("Please sign in again");
        await page.Type("Email address", email);
        await page.Type("Password", DemoPeople.Password);
        await page.Press("Sign in");
        await page.Sees("One thing at a time, please.");
        await page.Press("Send it now");
        await page.GotoAsync("/people/demo-callum/plan");
        await page.Sees("One thing at a time, please.");
        await page.Context.CloseAsync();
    }

    private async Task<string> Somebody(string name)
    {
        await using var scope = browsers.Hub.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<HubUser>>();
        var email = name.ToLowerInvariant() + "@online.example";
        var made = await users.CreateAsync(
            new() { UserName = email, Email = email, DisplayName = "Asha Banerjee", Agency = "online", AgencyName = "Harbour Online Counselling", Role = Roles.Caseholder, Practitioner = "demo-asha-banerjee" },
            DemoPeople.Password);
        Assert.True(made.Succeeded, made.ToString());
        return email;
    }

    private static async Task Try(IPage page, string email, string password)
    {
        await page.Type("Email address", email);
        await page.Type("Password", password);
        await page.Press("Sign in");
        await page.WaitForLoadStateAsync();
    }

    /// <summary>The six digits of RFC 6238 an authenticator app would show.</summary>
    private static string Totp(string base32)
    {
        var bits = string.Concat(base32.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2)).ToArray();
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // RFC 6238 says HMAC-SHA-1, and so do the apps.
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }
}
