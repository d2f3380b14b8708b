using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Hub.Portal.Rows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.People;

/// <summary>The joint plan by goal or by agency, and every agency's answer to its actions.</summary>
public sealed class PlanModel(PersonReader reader, PlanWriting writing) : PageModel
{
    [FromRoute]
    public string Id { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    [BindProperty]
    public string? Version { get; set; }

    /// <summary>The action whose words were refused, and the words.</summary>
    public string? ActionId { get; private set; }

    public string? Typed { get; private set; }

    public Signed Me => Signed.From(User);

    public bool ByAgency => By == "agency";

    public PersonFile About { get; private set; } = null!;

    public IReadOnlyList<(string Key, IReadOnlyList<ActionRow> Actions)> Groups =>
        [.. About.Actions.GroupBy(action => ByAgency ? About.Names[action.Accountable] : action.Goal ?? "No goal named")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlyList<ActionRow>)[.. group.OrderBy(action => action.IsEnded).ThenBy(action => action.Due)]))];

    /// <summary>Needs with nobody who has accepted, and two agencies doing what sounds the same.</summary>
    public IReadOnlyList<string> Gaps =>
    [
        .. About.Actions.Where(action => action.Goal is not null).GroupBy(action => action.Goal)
            .Where(group => group.All(action => !ActionWords.IsOpen(action) && action.Status != "completed"))
            .Select(group => $"Nobody answers for the goal: {group.Key}"),
        .. About.Actions.Where(ActionWords.IsOpen).GroupBy(action => action.What?.Trim().ToUpperInvariant())
            .Where(group => group.Select(action => action.Accountable).Distinct().Count() > 1)
            .Select(group => $"More than one agency does: {group.First().What}"),
    ];

    public async Task OnGet(CancellationToken cancellationToken) => About = await reader.Read(Id, cancellationToken);

    public async Task<IActionResult> OnPostMove(string action, string step, string? words, CancellationToken cancellationToken)
    {
        About = await reader.Read(Id, cancellationToken);
        var row = About.Actions.FirstOrDefault(one => one.Id == action);
        var chosen = row is null ? null : ActionSteps.For(row, Me.Agency).FirstOrDefault(one => one.Key == step);
        (ActionId, Typed) = (action, words);
        if (chosen is null)
        {
            ModelState.AddModelError("", Words.ChangedMeanwhile);
            return Page();
        }

        if (chosen.NeedsWords && string.IsNullOrWhiteSpace(words))
        {
            ModelState.AddModelError("words-" + action, chosen.WordsAreChange ? "Say in words how you would do it instead" : "Say why in words");
            return Page();
        }

        return await Move(row!, chosen, words, cancellationToken) ? LocalRedirect($"/people/{Id}/plan?by={(ByAgency ? "agency" : "goal")}#action-{action}") : Page();
    }

    private async Task<bool> Move(ActionRow row, ActionStep step, string? words, CancellationToken cancellationToken)
    {
        try
        {
            var said = string.IsNullOrWhiteSpace(words) ? null : words.Trim();
            await writing.MoveAction(
                row.Id, Version ?? row.Version, HubClient.NewRequestId(),
                step.Move with { Reason = step.NeedsWords && !step.WordsAreChange ? said : null, Change = step.WordsAreChange ? said : null }, cancellationToken);
            return true;
        }
        catch (HubRefusalException refusal) when (refusal.Status is 403 or 409 or 412 or 422)
        {
            foreach (var sentence in refusal.Status == 412 ? [Words.ChangedMeanwhile] : refusal.Sentences)
            {
                ModelState.AddModelError("", sentence);
            }

            return false;
        }
    }
}
