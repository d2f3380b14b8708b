using System.Buffers.Text;
using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.Account;

/// <summary>The person's own account: codes, passkeys, and where they are signed in.</summary>
public sealed class AccountModel(UserManager<HubUser> users, SignInManager<HubUser> signIn, Sessions sessions, Dates dates) : PageModel
{
    public Signed Person => Signed.From(User);

    public bool HasCodes { get; private set; }

    public int RecoveryLeft { get; private set; }

    [TempData]
    public string? RecoveryCodes { get; set; }

    public IReadOnlyList<string> NewRecoveryCodes => RecoveryCodes?.Split(' ') ?? [];

    public IReadOnlyList<PasskeyRow> Passkeys { get; private set; } = [];

    public IReadOnlyList<SessionRow> OpenSessions { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var user = await Me();
        HasCodes = await users.GetTwoFactorEnabledAsync(user);
        RecoveryLeft = await users.CountRecoveryCodesAsync(user);
        Passkeys = [.. (await users.GetPasskeysAsync(user)).Select(key =>
            new PasskeyRow(Base64Url.EncodeToString(key.CredentialId), key.Name ?? "Passkey", dates.Say(key.CreatedAt)))];
        var here = (await HttpContext.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties?.Items[PersonClaims.Session];
        OpenSessions = [.. (await sessions.OpenFor(user.Id, cancellationToken)).Select(session =>
            new SessionRow(session.Key, Devices.Name(session.Device), dates.Say(session.SignedInAt), dates.Say(session.LastSeenAt), session.Key == here))];
    }

    public async Task<IActionResult> OnPostRecovery()
    {
        RecoveryCodes = string.Join(' ', await users.GenerateNewTwoFactorRecoveryCodesAsync(await Me(), 10) ?? []);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostCodesOff()
    {
        var user = await Me();
        await users.SetTwoFactorEnabledAsync(user, false);
        await users.ResetAuthenticatorKeyAsync(user);
        await signIn.RefreshSignInAsync(user);
        return Told("We no longer ask for codes.");
    }

    public async Task<IActionResult> OnPostPasskeyOptions()
    {
        var user = await Me();
        return Content(await signIn.MakePasskeyCreationOptionsAsync(new() { Id = user.Id, Name = user.Email!, DisplayName = user.DisplayName }), "application/json");
    }

    public async Task<IActionResult> OnPostAddPasskey(string? credential)
    {
        if (await signIn.Attest(credential) is not { Succeeded: true } attestation)
        {
            return Told("That passkey could not be added. Try again.");
        }

        attestation.Passkey.Name = Devices.Name(Request.Headers.UserAgent.ToString());
        await users.AddOrUpdatePasskeyAsync(await Me(), attestation.Passkey);
        return Told("Passkey added.");
    }

    public async Task<IActionResult> OnPostRemovePasskey(string? id)
    {
        if (!Base64Url.IsValid(id))
        {
            return NotFound();
        }

        await users.RemovePasskeyAsync(await Me(), Base64Url.DecodeFromChars(id));
        return Told("Passkey removed.");
    }

    public async Task<IActionResult> OnPostEndSession(string? key, CancellationToken cancellationToken)
    {
        await sessions.Close(Person.UserId, key ?? "", cancellationToken);
        return Told("Signed out there.");
    }

    private async Task<HubUser> Me() => await users.GetUserAsync(User) ?? throw new InvalidOperationException("The session names nobody.");

    private RedirectToPageResult Told(string text)
    {
        TempData["Told"] = text;
        return RedirectToPage();
    }
}

/// <summary>A passkey as its owner sees it.</summary>
public sealed record PasskeyRow(string Id, string Name, string Added);

/// <summary>A session as its owner sees it.</summary>
public sealed record SessionRow(string Key, string Device, string Since, string Last, bool Here);

/// <summary>A browser's name for itself, in words.</summary>
internal static class Devices
{
    private static readonly (string Sign, string Name)[] Browsers = [("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Sign, string Name)[] Systems = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux")];

    public static string Name(string agent) => $"{First(Browsers, agent, "A browser")} on {First(Systems, agent, "a device")}";

    private static string First((string Sign, string Name)[] known, string agent, string otherwise) =>
        known.Where(one => agent.Contains(one.Sign, StringComparison.Ordinal)).Select(one => one.Name).FirstOrDefault(otherwise);
}
