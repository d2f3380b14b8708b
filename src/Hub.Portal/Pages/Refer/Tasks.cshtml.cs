using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.Refer;

/// <summary>The list of what a referral needs, and how far it is.</summary>
public sealed class TasksModel(Desk desk) : PageModel
{
    [FromRoute]
    public string Id { get; set; } = "";

    public Journey Journey { get; private set; } = new();

    public IReadOnlyList<(string Path, string Text, string Hint, bool Done)> Steps =>
    [
        ("person", "Who it is about", Journey.Person?.Called ?? "Somebody you know here, or somebody new", Journey.Person is not null),
        ("service", "Who should help", Journey.Service?.To is null ? "The service, what you ask for, how soon" : "Chosen", Journey.Service?.To is not null),
        ("sharing", "What they have decided about sharing", "They agree, to keep someone safe, or they do not agree", Journey.Sharing is not null),
        ("voice", "In their words", "What they want the service to know", Journey.Voice is not null),
        ("needs", "What they need now", "Chosen with them, by i-THRIVE", Journey.Needs is not null),
        ("contact", "Safe contact", "How they may, and may not, be reached", Journey.Contact is not null),
        ("meanwhile", "Until somebody has taken over", "What you keep doing, who holds the risk", Journey.Meanwhile is not null),
    ];

    public string NextPath => Steps.First(step => !step.Done).Path;

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (await desk.Read(Signed.From(User).UserId, Journey.DeskPrefix + Id, cancellationToken) is not { } draft)
        {
            return LocalRedirect("/refer");
        }

        Journey = Journey.Of(draft);
        return Page();
    }
}
