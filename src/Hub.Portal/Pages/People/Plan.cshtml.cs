using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Hub.Portal.Rows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.People;

/// <summary>The joint plan by goal or by agency, and every agency's answer to its actions.</summary>
public sealed class PlanModel(PersonReader reader, JointPlanWriting writing, Authorship authorship) : PageModel
{
    private const string NoGoal = "Not tied to a goal yet";

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

    /// <summary>This agency wrote the plan: it says where the young person stands, and takes in what others propose.</summary>
    public bool Ours { get; private set; }

    public IReadOnlyList<(string Key, IReadOnlyList<ActionRow> Actions)> Groups =>
        [.. About.Actions.GroupBy(action => ByAgency ? About.Names[action.Accountable] : action.Goal ?? NoGoal)
            .OrderBy(group => group.Key == NoGoal).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlyList<ActionRow>)[.. group.OrderBy(action => action.IsEnded).ThenBy(action => action.Due)]))];

    /// <summary>Needs with nobody who has accepted, and two agencies doing what sounds the same.</summary>
    public IReadOnlyList<string> Gaps =>
    [
        .. About.Goals.Where(goal => !About.Actions.Any(action => action.GoalId == goal.Id && (ActionWords.IsOpen(action) || action.Status == "completed")))
            .Select(goal => $"Nobody answers for the goal: {goal.Text}"),
        .. About.Actions.Where(ActionWords.IsOpen).GroupBy(action => action.What?.Trim().ToUpperInvariant())
            .Where(group => group.Select(action => action.Accountable).Distinct().Count() > 1)
            .Select(group => $"More than one agency does: {group.First().What}"),
    ];

    public Task OnGet(CancellationToken cancellationToken) => Load(cancellationToken);

    /// <summary>What other agencies have proposed becomes part of the plan.</summary>
    public async Task<IActionResult> OnPostTakeIn(CancellationToken cancellationToken)
    {
        await Load(cancellationToken);
        return About.JointPlan is not null && await ModelState.Try(() => writing.TakeIn(About, HubClient.NewRequestId(), cancellationToken))
            ? LocalRedirect($"/people/{Id}/plan")
            : Page();
    }

    public async Task<IActionResult> OnPostMove(string action, string step, string? words, CancellationToken cancellationToken)
    {
        await Load(cancellationToken);
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

    private async Task Load(CancellationToken cancellationToken)
    {
        About = await reader.Read(Id, cancellationToken);
        Ours = About.JointPlan is { } plan && await authorship.IsOurs(About, plan.Id, cancellationToken);
    }

    private Task<bool> Move(ActionRow row, ActionStep step, string? words, CancellationToken cancellationToken)
    {
        var said = string.IsNullOrWhiteSpace(words) ? null : words.Trim();
        var move = step.Move with { Reason = step.NeedsWords && !step.WordsAreChange ? said : null, Change = step.WordsAreChange ? said : null };
        return ModelState.Try(() => writing.Move(row.Id, Version ?? row.Version, HubClient.NewRequestId(), move, cancellationToken));
    }
}
