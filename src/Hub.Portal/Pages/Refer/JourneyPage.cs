using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Portal.Pages.Refer;

/// <summary>What every page of the journey needs.</summary>
public sealed record JourneyParts(HubClient Hub, AgencyBook Book, Desk Desk, Dates Dates);

/// <summary>One page of the journey: one part, saved when it is right, then back to the list.</summary>
public abstract class JourneyPage<TPart>(JourneyParts parts) : FormPage<TPart>(parts.Desk, parts.Dates)
    where TPart : class, new()
{
    [FromRoute]
    public string Id { get; set; } = "";

    public Journey Journey { get; private set; } = new();

    public AgencyNames Names { get; private set; } = new([], []);

    protected JourneyParts Parts => parts;

    /// <summary>Where the journey goes after this page.</summary>
    protected virtual string Onward => "/refer/" + Id;

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (!await Load(cancellationToken))
        {
            return LocalRedirect("/refer");
        }

        Form = Part(Journey) ?? Fresh();
        await Restore(cancellationToken);
        await Show(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!await Load(cancellationToken))
        {
            return LocalRedirect("/refer");
        }

        Fail(Errors());
        if (!ModelState.IsValid || !await Accepts(cancellationToken))
        {
            await Show(cancellationToken);
            return Page();
        }

        Put(Journey, Form);
        await parts.Desk.Keep(Me.UserId, Journey.DeskPrefix + Id, Journey.Json(), cancellationToken);
        await Forget(cancellationToken);
        return LocalRedirect(Onward);
    }

    protected abstract TPart? Part(Journey journey);

    protected abstract void Put(Journey journey, TPart part);

    protected abstract IEnumerable<FieldError> Errors();

    protected virtual TPart Fresh() => new();

    /// <summary>What the page reads to be shown.</summary>
    protected virtual Task Show(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A last question before the part is kept.</summary>
    protected virtual Task<bool> Accepts(CancellationToken cancellationToken) => Task.FromResult(true);

    private async Task<bool> Load(CancellationToken cancellationToken)
    {
        if (await parts.Desk.Read(Me.UserId, Journey.DeskPrefix + Id, cancellationToken) is not { } draft)
        {
            return false;
        }

        Journey = Journey.Of(draft);
        Names = await parts.Book.Names(cancellationToken);
        return true;
    }
}
