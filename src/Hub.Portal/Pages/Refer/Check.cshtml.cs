using Hub.Fhir.Care;
using Hub.Portal.Accounts;
using Hub.Portal.Reading;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.Refer;

/// <summary>Everything said, once more, then sent in one transaction.</summary>
public sealed class CheckModel(Desk desk, AgencyBook book, Sending sending) : PageModel
{
    [FromRoute]
    public string Id { get; set; } = "";

    public Journey Journey { get; private set; } = new();

    public AgencyNames Names { get; private set; } = new([], []);

    public IEnumerable<(string Key, string? Value, string Path)> Rows =>
    [
        ("Who", Journey.Person?.Called, "person"),
        ("To", Names.Services.FirstOrDefault(service => service.Id == Journey.Service?.Service)?.Name ?? Names[Journey.Service?.Agency], "service"),
        ("Why", Journey.Service?.Why, "service"),
        ("How soon", Journey.Service is null ? null : ReferralWords.Priority(Journey.Service.Priority), "service"),
        ("Sharing", Shared(Journey.Sharing), "sharing"),
        ("In their words", Journey.Voice?.Asked == true ? Journey.Voice.Words : Journey.Voice?.WhyNot, "voice"),
        ("What they need now", Words.For(Canonicals.NeedsBasedGrouping, Journey.Needs?.Grouping), "needs"),
        ("Safe contact", Journey.Contact?.Safe, "contact"),
        ("Meanwhile", Journey.Meanwhile?.Keep, "meanwhile"),
        ("Who holds the risk", Names[Journey.Meanwhile?.RiskHolder], "meanwhile"),
    ];

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken) =>
        await Load(cancellationToken) ? Page() : LocalRedirect("/refer");

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!await Load(cancellationToken) || !Journey.Complete)
        {
            return LocalRedirect("/refer/" + Id);
        }

        string? task = null;
        if (!await ModelState.Try(async () => task = await sending.Send(Journey, cancellationToken)))
        {
            return Page();
        }

        await desk.Drop(Signed.From(User).UserId, Journey.DeskPrefix + Id, cancellationToken);
        TempData["Told"] = task is null ? "Their decision is written down. Nothing was sent." : "Sent. You both see the same status from now on.";
        return LocalRedirect(task is null ? "/" : "/referrals/" + task["Task/".Length..]);
    }

    private async Task<bool> Load(CancellationToken cancellationToken)
    {
        if (await desk.Read(Signed.From(User).UserId, Journey.DeskPrefix + Id, cancellationToken) is not { } draft)
        {
            return false;
        }

        Journey = Journey.Of(draft);
        Names = await book.Names(cancellationToken);
        return true;
    }

    private static string? Shared(SharingPart? part) => part?.Door switch
    {
        SharingPart.Agreed => Words.For(Canonicals.LegalBasis, part.Who) + ": " + Listed(part),
        SharingPart.Safe => "Shared to keep someone safe: " + Listed(part),
        SharingPart.No => "They do not agree, and we will not share",
        SharingPart.Already => "Decided already",
        _ => null,
    };

    private static string Listed(SharingPart part) =>
        string.Join(", ", part.Categories.Select(code => Words.For(Canonicals.ShareCategory, code).ToLowerInvariant()));
}

/// <summary>The referral as its receiver and as the young person will see it.</summary>
public sealed class PreviewModel(Desk desk, AgencyBook book) : PageModel
{
    [FromRoute]
    public string Id { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? As { get; set; }

    public bool Young => As == "young";

    public Journey Journey { get; private set; } = new();

    public AgencyNames Names { get; private set; } = new([], []);

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (await desk.Read(Signed.From(User).UserId, Journey.DeskPrefix + Id, cancellationToken) is not { } draft)
        {
            return LocalRedirect("/refer");
        }

        Journey = Journey.Of(draft);
        Names = await book.Names(cancellationToken);
        return Page();
    }
}
