using Hub.Fhir.Care;
using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.Referrals;

/// <summary>One referral: the same status for both sides, what is asked, the story, and the one next step.</summary>
public sealed class ReferralModel(ReferralReader reader, ReferralMoving moving, Dates dates) : PageModel
{
    [FromRoute]
    public string Id { get; set; } = "";

    [BindProperty]
    public string? Version { get; set; }

    public ReferralFile Item { get; private set; } = null!;

    public IReadOnlyList<StoryRow> Story { get; private set; } = [];

    public VoiceRow? Voice { get; private set; }

    public IReadOnlyList<NextStep> Steps { get; private set; } = [];

    public bool IsRecipient => Item.IsRecipient(Signed.From(User));

    public Clock? Clock => Clock.For(Clocks.Due(Item.Row, IsRecipient), dates);

    public string? Service => Item.Names.Services
        .FirstOrDefault(service => Item.Request["performer"].Each().Any(performer => performer.IdOf("HealthcareService") == service.Id))?.Name;

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var me = Signed.From(User);
        Item = await reader.Read(Id, cancellationToken);
        if (Item.IsRecipient(me) && Item.Row.Status == "requested" && await moving.Open(Item, cancellationToken))
        {
            Item = await reader.Read(Id, cancellationToken);
        }

        var story = reader.Story(Id, cancellationToken);
        Voice = Item.Row.Person is { } person ? await reader.Voice(person, cancellationToken) : null;
        Story = await story;
        Steps = NextSteps.For(Item, me);
    }

    public Task<IActionResult> OnPostStart(CancellationToken cancellationToken) =>
        Move("in-progress", "first-contact-made", "First contact recorded. You hold the risk from now on.", cancellationToken);

    public Task<IActionResult> OnPostRead(CancellationToken cancellationToken) =>
        Move("completed", "loop-closed", "Thank you. They know you have read it.", cancellationToken);

    private async Task<IActionResult> Move(string status, string businessStatus, string told, CancellationToken cancellationToken)
    {
        Item = await reader.Read(Id, cancellationToken);
        try
        {
            IReadOnlyList<(string, object?)> changes = status == "in-progress" ? [ReferralMoving.HolderFromNow(Item)] : [];
            await moving.Move(Item, Version ?? Item.Row.Version, HubClient.NewRequestId(), status, businessStatus, changes, cancellationToken);
            TempData["Told"] = told;
        }
        catch (HubRefusalException refusal) when (refusal.Status is 412 or 422)
        {
            TempData["Told"] = "This referral had changed. Here is how it stands now.";
        }

        return RedirectToPage(new { Id });
    }
}
