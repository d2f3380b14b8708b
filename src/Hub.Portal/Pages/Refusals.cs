using Hub.Portal.Door;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hub.Portal.Pages;

/// <summary>What the hub refused of a form becomes sentences on the page, and the person goes on from there.</summary>
internal static class Refusals
{
    /// <summary>Does the write; false where the hub refused it for a reason the person can do something about.</summary>
    public static async Task<bool> Try(this ModelStateDictionary page, Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (HubRefusalException refusal) when (refusal.Status is 400 or 403 or 409 or 412 or 422)
        {
            foreach (var sentence in Words.Refusal(refusal.Code, refusal.Sentences))
            {
                page.AddModelError("", sentence);
            }

            return false;
        }
    }
}
