using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.Open;

/// <summary>Email and password, or a passkey; then, for whoever has set it up, a code.</summary>
public sealed class SignInModel(SignInManager<HubUser> signIn, UserManager<HubUser> users, KeptForms kept) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Where to go afterwards; only an address of the portal itself.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>What was typed when the session ended, sealed.</summary>
    [BindProperty]
    public string? Kept { get; set; }

    public async Task<IActionResult> OnPost()
    {
        if (!Filled())
        {
            return Page();
        }

        var user = await users.FindByEmailAsync(Email!.Trim());
        var result = await signIn.PasswordSignInAsync(user ?? new HubUser(), Password!, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded || result.RequiresTwoFactor)
        {
            await kept.Claim(user!, Kept, HttpContext.RequestAborted);
            return result.Succeeded ? await kept.GoOn(this, user!, From) : RedirectToPage("/Open/Code", new { From });
        }

        ModelState.AddModelError(nameof(Email), result.IsLockedOut ? Words.SignInLocked : Words.SignInWrong);
        return Page();
    }

    public async Task<IActionResult> OnPostPasskeyOptions() =>
        Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    public async Task<IActionResult> OnPostPasskey(string? credential)
    {
        if (await signIn.Assert(credential) is { Succeeded: true } result && await signIn.CanSignInAsync(result.User) && !await users.IsLockedOutAsync(result.User))
        {
            await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
            await signIn.SignInAsync(result.User, isPersistent: false, "passkey");
            await kept.Claim(result.User, Kept, HttpContext.RequestAborted);
            return await kept.GoOn(this, result.User, From);
        }

        ModelState.AddModelError(nameof(Email), Words.PasskeyWrong);
        return Page();
    }

    private bool Filled()
    {
        if (string.IsNullOrWhiteSpace(Email))
        {
            ModelState.AddModelError(nameof(Email), Words.EnterEmail);
        }

        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError(nameof(Password), Words.EnterPassword);
        }

        return ModelState.IsValid;
    }
}
