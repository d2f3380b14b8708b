using Hub.Fhir.Care;
using Hub.Portal.Accounts;
using Hub.Portal.Reading;
using Hub.Portal.Rows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.People;

/// <summary>The young person's safety plan, step by step, and which agency knows which version.</summary>
public sealed class SafetyPlanModel(PersonReader reader, Acknowledging acknowledging, Authorship authorship, Dates dates) : PageModel
{
    [FromRoute]
    public string Id { get; set; } = "";

    [BindProperty]
    public string? Version { get; set; }

    public PersonFile About { get; private set; } = null!;

    public IReadOnlyList<KnownRow> Known { get; private set; } = [];

    /// <summary>This agency wrote the plan, so it may change it.</summary>
    public bool Ours { get; private set; }

    /// <summary>There is something to know, and this agency has not said yet that it does.</summary>
    public bool CanAcknowledge => About.SafetyPlan is not null && !Known.Any(known => known.Mine && known.Current);

    public async Task OnGet(CancellationToken cancellationToken)
    {
        About = await reader.Read(Id, cancellationToken);
        if (About.SafetyPlan is { } plan)
        {
            var ours = authorship.IsOurs(About, plan.Id, cancellationToken);
            Known = await acknowledging.Of(Id, plan, About.Names, Signed.From(User), dates, cancellationToken);
            Ours = await ours;
        }
    }

    public async Task<IActionResult> OnPostKnown(CancellationToken cancellationToken)
    {
        About = await reader.Read(Id, cancellationToken);
        if (About.SafetyPlan is { } plan)
        {
            await acknowledging.Say(About, plan, Version ?? plan.Version, cancellationToken);
            TempData["Told"] = plan.Version == Version ? "The others can see that you know this version." : "There is a newer version since. Please read it too.";
        }

        return RedirectToPage(new { Id });
    }
}

/// <summary>One step of a plan with its items.</summary>
public sealed record StepRow(string Code, string Text, IReadOnlyList<PlanItemRow> Items)
{
    public static IReadOnlyList<StepRow> Of(SafetyPlanRow plan) =>
        [.. Words.Choices(Canonicals.SafetyPlanStep)
            .Select(step => new StepRow(step.Value, step.Text, [.. plan.Items.Where(item => item.Step == step.Value)]))
            .Where(step => step.Items.Count > 0)];
}

/// <summary>Whom an item is for, in a few words.</summary>
public static class AudienceWords
{
    public static string Say(IReadOnlyList<string> audience) =>
        string.Join(", ", audience.Select(code => Words.For(Canonicals.Audience, code).ToLowerInvariant()));
}

/// <summary>An agency that knows a version of the plan.</summary>
public sealed record KnownRow(string Agency, string Version, bool Current, bool Mine, string Since);
