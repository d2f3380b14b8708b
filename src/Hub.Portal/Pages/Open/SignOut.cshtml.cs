using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.Open;

/// <summary>Ends the session, by post only.</summary>
public sealed class SignOutModel(SignInManager<HubUser> signIn) : PageModel
{
    public async Task<IActionResult> OnPost()
    {
        await signIn.SignOutAsync();
        return RedirectToPage("/Open/SignIn");
    }
}
