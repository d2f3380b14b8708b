using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Portal.Pages.Referrals;

/// <summary>What every move of a referral needs.</summary>
public sealed record MoveParts(ReferralReader Reader, ReferralMoving Moving, Desk Desk, Dates Dates);

/// <summary>A page that makes one move of a referral, for the side whose move it is.</summary>
public abstract class MovePage<TForm>(MoveParts parts) : FormPage<TForm>(parts.Desk, parts.Dates)
    where TForm : class, new()
{
    [FromRoute]
    public string Id { get; set; } = "";

    public ReferralFile Item { get; private set; } = null!;

    protected MoveParts Parts => parts;

    /// <summary>The path of this page below the referral, as <see cref="NextSteps"/> names it.</summary>
    protected abstract string Place { get; }

    protected abstract string Told { get; }

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (!await Load(cancellationToken))
        {
            return LocalRedirect("/referrals/" + Id);
        }

        Prefill();
        await Restore(cancellationToken);
        Version = Item.Row.Version;
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!await Load(cancellationToken))
        {
            return LocalRedirect("/referrals/" + Id);
        }

        Fail(Errors());
        var sent = ModelState.IsValid && await Try(() => Move(Version ?? "", RequestId ?? HubClient.NewRequestId(), cancellationToken));
        if (!sent)
        {
            Item = Conflicted ? await parts.Reader.Read(Id, cancellationToken) : Item;
            Version = Item.Row.Version;
            ModelState.Remove(nameof(Version));
            return Page();
        }

        await Forget(cancellationToken);
        return Done(Told, "/referrals/" + Id);
    }

    protected virtual void Prefill()
    {
    }

    protected abstract IEnumerable<FieldError> Errors();

    protected abstract Task Move(string version, string requestId, CancellationToken cancellationToken);

    /// <summary>False where this side may not make this move now.</summary>
    private async Task<bool> Load(CancellationToken cancellationToken)
    {
        Item = await parts.Reader.Read(Id, cancellationToken);
        return NextSteps.For(Item, Me).Any(step => step.Path == Place);
    }
}
