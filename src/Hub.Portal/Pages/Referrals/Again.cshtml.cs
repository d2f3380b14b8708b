using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.Referrals;

/// <summary>A declined referral is sent somewhere else: on to the journey.</summary>
public sealed class AgainModel : PageModel
{
    public IActionResult OnGet(string id) => LocalRedirect("/refer?again=" + Uri.EscapeDataString(id));
}
