using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;

namespace Hub.Portal.Pages.Account;

/// <summary>Links an authenticator app: shows its key, asks for one code, then hands over recovery codes.</summary>
public sealed class CodesModel(UserManager<HubUser> users, SignInManager<HubUser> signIn) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    public string Key { get; private set; } = "";

    /// <summary>The address that opens an authenticator app on the phone itself.</summary>
    public string Link { get; private set; } = "";

    /// <summary>The same address as a picture for the phone's camera: drawn in the page, so nobody else is asked to draw it.</summary>
    public string Picture { get; private set; } = "";

    public async Task OnGet() => await Show(await Me());

    public async Task<IActionResult> OnPost()
    {
        var user = await Me();
        var code = Code?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        if (code.Length == 0 || !await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            ModelState.AddModelError(nameof(Code), code.Length == 0 ? Words.EnterCode : Words.CodeWrong);
            await Show(user);
            return Page();
        }

        await users.SetTwoFactorEnabledAsync(user, true);
        TempData["RecoveryCodes"] = string.Join(' ', await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10) ?? []);
        await signIn.RefreshSignInAsync(user);
        TempData["Told"] = "Codes are on. Keep the recovery codes below.";
        return RedirectToPage("/Account/Account");
    }

    private async Task Show(HubUser user)
    {
        var key = await users.GetAuthenticatorKeyAsync(user);
        if (key is null)
        {
            await users.ResetAuthenticatorKeyAsync(user);
            key = await users.GetAuthenticatorKeyAsync(user);
        }

        Key = string.Join(' ', key!.Chunk(4).Select(four => new string(four)));
        Link = $"otpauth://totp/{Uri.EscapeDataString(Words.Product)}:{Uri.EscapeDataString(user.Email!)}?secret={key}&issuer={Uri.EscapeDataString(Words.Product)}&digits=6";
        using var code = QRCodeGenerator.GenerateQrCode(Link, QRCodeGenerator.ECCLevel.M);
        using var drawing = new SvgQRCode(code);
        Picture = drawing.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    private async Task<HubUser> Me() => await users.GetUserAsync(User) ?? throw new InvalidOperationException("The session names nobody.");
}
