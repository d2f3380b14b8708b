using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.Open;

/// <summary>The second step of signing in: a one-time code or a recovery code.</summary>
public sealed class CodeModel(SignInManager<HubUser> signIn, KeptForms kept) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Recovery { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    public async Task<IActionResult> OnGet() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? RedirectToPage("/Open/SignIn") : Page();

    public async Task<IActionResult> OnPost()
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user)
        {
            return RedirectToPage("/Open/SignIn");
        }

        var code = Code?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        var result = code.Length == 0 ? Microsoft.AspNetCore.Identity.SignInResult.Failed
            : Recovery ? await signIn.TwoFactorRecoveryCodeSignInAsync(code)
            : await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false);
        if (result.Succeeded)
        {
            return await kept.GoOn(this, user, From);
        }

        ModelState.AddModelError(nameof(Code), result.IsLockedOut ? Words.SignInLocked : code.Length == 0 ? Words.EnterCode : Recovery ? Words.RecoveryWrong : Words.CodeWrong);
        return Page();
    }
}
