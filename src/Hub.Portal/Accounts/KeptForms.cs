using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Accounts;

/// <summary>A form that arrived after the session had ended: its fields travel sealed through sign-in and are offered again.</summary>
public sealed class KeptForms(IDataProtectionProvider protection, Desk desk)
{
    public const string DeskKey = "kept-form";

    /// <summary>Longer texts than any page takes are not carried.</summary>
    private const int Most = 200_000;

    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("Hub.Portal.KeptForms").ToTimeLimitedDataProtector();

    /// <summary>Instead of losing the post: remembers it for the sign-in form that is shown in its place. Posts from other places are not kept.</summary>
    public async Task Catch(HttpContext context)
    {
        var here = $"{context.Request.Scheme}://{context.Request.Host}";
        if (!context.Request.HasFormContentType || context.Request.Headers.Origin != here)
        {
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var fields = form.Where(field => field.Key != "__RequestVerificationToken")
            .SelectMany(field => field.Value.Select(value => new KeyValuePair<string, string>(field.Key, value ?? ""))).ToList();
        var json = JsonSerializer.Serialize(new KeptForm(context.Request.Path + context.Request.QueryString, fields));
        if (json.Length <= Most)
        {
            context.Features.Set(new Sealed(seal.Protect(json, TimeSpan.FromHours(8))));
        }
    }

    public static string? Take(HttpContext context) => context.Features.Get<Sealed>()?.Text;

    /// <summary>The password was right: what was typed moves to the person's own desk.</summary>
    public async Task Claim(HubUser user, string? sealedForm, CancellationToken cancellationToken)
    {
        if (Open(sealedForm) is { } json)
        {
            await desk.Keep(user.Id, DeskKey, json, cancellationToken);
        }
    }

    /// <summary>Where to go after signing in: to what was kept, to the page that asked, or to Today.</summary>
    public async Task<IActionResult> GoOn(PageModel page, HubUser user, string? from) =>
        await desk.Read(user.Id, DeskKey, page.HttpContext.RequestAborted) is not null
            ? page.RedirectToPage("/Account/Kept")
            : page.LocalRedirect(from is not null && page.Url.IsLocalUrl(from) ? from : "/");

    private string? Open(string? sealedForm)
    {
        try
        {
            return string.IsNullOrEmpty(sealedForm) ? null : seal.Unprotect(sealedForm);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private sealed record Sealed(string Text);
}

/// <summary>The fields of one form and the page they were meant for.</summary>
public sealed record KeptForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields);
