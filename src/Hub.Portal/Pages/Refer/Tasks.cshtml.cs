using Hub.Fhir.Care;
using Hub.Portal.Accounts;
using Hub.Portal.Reading;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.Refer;

/// <summary>The list of what a referral needs, and how far it is.</summary>
public sealed class TasksModel(Desk desk, AgencyBook book) : PageModel
{
    [FromRoute]
    public string Id { get; set; } = "";

    public Journey Journey { get; private set; } = new();

    public AgencyNames Names { get; private set; } = new([], []);

    /// <summary>Each part with what it is about, and once it is done with what has been said.</summary>
    public IReadOnlyList<(string Path, string Text, string Hint, bool Done)> Steps =>
    [
        ("person", "Who it is about", Journey.Person?.Called ?? "Somebody you know here, or somebody new", Journey.Person is not null),
        ("service", "Who should help", Journey.Service is { To: not null } target ? Target(target) : "The service, what you ask for, how soon", Journey.Service?.To is not null),
        ("sharing", "What they have decided about sharing", Decided(Journey.Sharing) ?? "They agree, to keep someone safe, or they do not agree", Journey.Sharing is not null),
        ("voice", "In their words", VoicePart.Ways.FirstOrDefault(way => way.Value == Journey.Voice?.How)?.Text ?? "What they want the service to know", Journey.Voice is not null),
        ("needs", "What they need now", Journey.Needs is { } needs ? Words.For(Canonicals.NeedsBasedGrouping, needs.Grouping) : "Chosen with them, by i-THRIVE", Journey.Needs is not null),
        ("contact", "Safe contact", Journey.Contact?.Safe ?? "How they may, and may not, be reached", Journey.Contact is not null),
        ("meanwhile", "Until somebody has taken over", Journey.Meanwhile is { } meanwhile ? Names[meanwhile.RiskHolder] + " holds the risk" : "What you keep doing, who holds the risk", Journey.Meanwhile is not null),
    ];

    public string NextPath => Steps.First(step => !step.Done).Path;

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

    private string Target(TargetPart target) =>
        $"{Names.Services.FirstOrDefault(service => service.Id == target.Service)?.Name ?? Names[target.Agency]}, {ReferralWords.Priority(target.Priority).ToLowerInvariant()}";

    private static string? Decided(SharingPart? part) => part?.Door switch
    {
        SharingPart.Agreed => Words.For(Canonicals.LegalBasis, part.Who),
        SharingPart.Safe => "Shared to keep someone safe",
        SharingPart.No => "They do not agree, and we will not share",
        SharingPart.Already => "Decided already",
        _ => null,
    };
}
