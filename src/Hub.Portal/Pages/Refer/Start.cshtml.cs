using Hub.Fhir.Care;
using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Pages.Today;
using Hub.Portal.Reading;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.Refer;

/// <summary>Begins a referral, or goes on with one.</summary>
public sealed class StartModel(Desk desk, HubClient hub, ReferralReader reader, Dates dates) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    /// <summary>Id of a declined referral that is sent somewhere else.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Again { get; set; }

    public IReadOnlyList<DraftRow> Drafts { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken) =>
        Drafts = [.. (await desk.List(Signed.From(User).UserId, Journey.DeskPrefix, cancellationToken)).Select(draft => Journey.OnDesk(draft, dates))];

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        var journey = new Journey { Id = HubClient.NewRequestId()[..16], RequestId = HubClient.NewRequestId() };
        if (!string.IsNullOrEmpty(Again))
        {
            await Repeat(journey, Again, cancellationToken);
        }
        else if (!string.IsNullOrEmpty(Person) && await hub.Find("Patient/" + Uri.EscapeDataString(Person), cancellationToken) is { } patient)
        {
            journey.Person = new PersonPart { Known = patient.Id, Called = new Person(patient.Root).DisplayName };
        }

        await desk.Keep(Signed.From(User).UserId, Journey.DeskPrefix + journey.Id, journey.Json(), cancellationToken);
        return LocalRedirect("/refer/" + journey.Id);
    }

    public async Task<IActionResult> OnPostDrop(string? draft, CancellationToken cancellationToken)
    {
        draft ??= "";
        await desk.Drop(Signed.From(User).UserId, Journey.DeskPrefix + draft[(draft.LastIndexOf('/') + 1)..], cancellationToken);
        return RedirectToPage();
    }

    /// <summary>A declined referral begins again with what was said; only where to, and whether that is agreed, is asked anew.</summary>
    private async Task Repeat(Journey journey, string taskId, CancellationToken cancellationToken)
    {
        var file = await reader.Read(taskId, cancellationToken);
        journey.Replaces = file.Row.Request;
        journey.Person = new PersonPart { Known = file.Row.Person, Called = file.Row.PersonName };
        journey.Service = new TargetPart { Why = file.Row.About, Priority = file.Row.Priority ?? "routine" };
        journey.Meanwhile = new MeanwhilePart { Keep = file.Meanwhile, RiskHolder = Signed.From(User).Agency };
    }
}
