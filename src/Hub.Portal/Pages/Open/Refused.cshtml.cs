using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Hub.Portal.Rows;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.Open;

/// <summary>A no in kind and exact words: what the address may be, and whom to ask.</summary>
[IgnoreAntiforgeryToken]
public sealed class RefusedModel(ReferralList referrals, AgencyBook book) : PageModel
{
    public string Heading { get; private set; } = "";

    public IReadOnlyList<string> Lines { get; private set; } = [];

    public IReadOnlyList<string> Sentences { get; private set; } = [];

    /// <summary>Id of the person the refused page was about.</summary>
    public string? Person { get; private set; }

    /// <summary>The sign-in form, when all that is wrong is that the session has ended.</summary>
    public SignInForm? Again { get; private set; }

    /// <summary>What the agency still has about that person: work it was asked to do stays with it.</summary>
    public IReadOnlyList<ReferralRow> Kept { get; private set; } = [];

    public AgencyNames Names { get; private set; } = new([], []);

    /// <summary>The other side of the last referral: whom to ask.</summary>
    public string? Asked => Kept is [var last, ..] ? Names[last.Placer == Signed.From(User).Agency ? last.Recipient : last.Placer] : null;

    public Task OnGet(CancellationToken cancellationToken) => Say(cancellationToken);

    public Task OnPost(CancellationToken cancellationToken) => Say(cancellationToken);

    private async Task Say(CancellationToken cancellationToken)
    {
        var asked = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var parts = (asked?.OriginalPath ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        Person = parts is ["people", var id, ..] && User.Identity?.IsAuthenticated == true ? id : null;
        var status = asked?.OriginalStatusCode ?? 404;
        Response.StatusCode = status;
        Again = status == 401 ? new SignInForm(asked?.OriginalPath + asked?.OriginalQueryString, KeptForms.Take(HttpContext)) : null;
        (Heading, Lines) = RefusedWords.For(status, Person is not null);
        if (Person is not null && status == 404)
        {
            await Keep(Person, cancellationToken);
        }

        Sentences = status is 403 or 422 && HttpContext.Features.Get<HubRefusalException>() is { } refusal ? Words.Refusal(refusal.Code, refusal.Sentences) : [];
    }

    private async Task Keep(string person, CancellationToken cancellationToken)
    {
        try
        {
            Names = await book.Names(cancellationToken);
            Kept = (await referrals.Find($"patient=Patient/{Uri.EscapeDataString(person)}&_count=20&_sort=-authored-on", cancellationToken)).Rows;
        }
        catch (HubRefusalException)
        {
            // What cannot be read now is not told; the page stands without it.
        }
    }
}

/// <summary>The words of a refusal, by status.</summary>
internal static class RefusedWords
{
    public static (string Heading, IReadOnlyList<string> Lines) For(int status, bool aboutPerson) => status switch
    {
        404 when aboutPerson => ("Nothing is shared with your agency here",
            ["Either there is no such record, or it has not been shared with your agency. For the young person's sake both look the same."]),
        404 => ("Page not found",
            ["If you typed the address, check it. If you followed a link, what it led to may have moved, or is no longer shared with your agency."]),
        401 => ("Please sign in again", []),
        400 => ("This page could not be sent", ["The form was too old or came from another place. Go back, reload the page and try again. What you typed is kept where the page says it was saved."]),
        403 => ("Your agency cannot do this", ["You may see the record, but this step belongs to somebody else."]),
        422 => ("This cannot be done now", ["It may have been changed since you opened the page. Go back and reload to see how it stands."]),
        409 or 412 => ("Somebody else was quicker", ["The record changed while you were writing. Go back and reload to see both."]),
        413 => ("That was too much to send", ["Shorten what you typed and try again."]),
        429 => ("Please wait a moment", ["There were a lot of requests at once. Try again in a minute."]),
        _ => ("Something went wrong", ["It is our fault, not yours. Nothing was changed. Try again, and if it happens again tell your agency's contact for Referral Hub."]),
    };
}
