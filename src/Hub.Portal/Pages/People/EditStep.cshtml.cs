using Hub.Fhir.Care;
using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Hub.Portal.Tags;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.People;

/// <summary>Changes one step of the safety plan; every other step stays as it is, token for token.</summary>
public sealed class EditStepModel(PersonReader reader, SafetyPlanWriting writing, Authorship authorship, Desk desk, Dates dates) : FormPage<StepForm>(desk, dates)
{
    [FromRoute]
    public string Id { get; set; } = "";

    [FromRoute]
    public string? Step { get; set; }

    public PersonFile About { get; private set; } = null!;

    public IReadOnlyList<Choice> AllSteps { get; } = Words.Choices(Canonicals.SafetyPlanStep);

    public Choice? Current => AllSteps.FirstOrDefault(step => step.Value == Step);

    /// <summary>What stands now beside what was typed, where the two differ.</summary>
    public IReadOnlyList<Difference> Differences { get; private set; } = [];

    /// <summary>There is no plan yet, or this agency wrote it: nobody else may change it.</summary>
    public bool Ours { get; private set; }

    public int CountOf(string step) => About.SafetyPlan?.Items.Count(item => item.Step == step) ?? 0;

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        await Load(cancellationToken);
        if (Step is not null && Current is null)
        {
            return NotFound();
        }

        if (!Ours)
        {
            return Theirs();
        }

        Form = StepForm.Of(About.SafetyPlan, Step);
        await Restore(cancellationToken);
        Form.MakeRoom();
        Version = About.SafetyPlan?.Version;
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        await Load(cancellationToken);
        if (Current is null)
        {
            return NotFound();
        }

        if (!Ours)
        {
            return Theirs();
        }

        Fail(Form.Errors());
        if (ModelState.IsValid && await Try(() => writing.SaveStep(About, Version, Step!, Form.Filled, RequestId ?? HubClient.NewRequestId(), cancellationToken)))
        {
            await Forget(cancellationToken);
            return Done("Saved as a new version.", $"/people/{Id}/safety-plan/edit");
        }

        if (Version != About.SafetyPlan?.Version)
        {
            Compare();
        }

        Form.MakeRoom();
        return Page();
    }

    private async Task Load(CancellationToken cancellationToken)
    {
        About = await reader.Read(Id, cancellationToken);
        Ours = About.SafetyPlan is not { } plan || await authorship.IsOurs(About, plan.Id, cancellationToken);
    }

    /// <summary>The page says whose plan it is, and whom to ask.</summary>
    private PageResult Theirs()
    {
        ModelState.Clear();
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }

    /// <summary>Shows both versions, and puts what only they wrote into fields of its own, so that neither is lost.</summary>
    private void Compare()
    {
        var theirs = StepForm.Of(About.SafetyPlan, Step).Items;
        var rows = Enumerable.Range(0, Math.Max(theirs.Count, Form.Filled.Count)).ToList();
        Differences = Difference.Between(
            rows.Select(row => ($"Thing {row + 1}", theirs.ElementAtOrDefault(row)?.Text)),
            rows.Select(row => ("", Form.Filled.ElementAtOrDefault(row)?.Text)));
        var onlyTheirs = theirs.Where(item => !Form.Items.Any(mine => mine.Text?.Trim() == item.Text));
        Form.Items = [.. Form.Filled, .. onlyTheirs];
        Version = About.SafetyPlan?.Version;
        ModelState.Clear();
        ModelState.AddModelError("", Words.ChangedMeanwhile);
    }
}

/// <summary>The things of one step.</summary>
public sealed class StepForm
{
    private const int Room = 2;

    public List<StepItem> Items { get; set; } = [];

    public IReadOnlyList<StepItem> Filled => [.. Items.Where(item => !string.IsNullOrWhiteSpace(item.Text))];

    public static StepForm Of(Rows.SafetyPlanRow? plan, string? step) => new()
    {
        Items = [.. (plan?.Items ?? []).Where(item => item.Step == step).Select(item => new StepItem { Text = item.Text, Audience = [.. item.Audience] })],
    };

    /// <summary>Empty fields after the filled ones, for more.</summary>
    public void MakeRoom() =>
        Items = [.. Filled, .. Enumerable.Range(0, Room).Select(_ => new StepItem { Audience = ["service", "emergency"] })];

    public IEnumerable<FieldError> Errors()
    {
        for (var row = 0; row < Items.Count; row++)
        {
            if (string.IsNullOrWhiteSpace(Items[row].Text))
            {
                continue;
            }

            if (Items[row].Text!.Length > 1000)
            {
                yield return new($"Items[{row}].Text", "Shorten this to 1000 characters or fewer");
            }

            if (Items[row].Audience.Length == 0)
            {
                yield return new($"Items[{row}].Audience", $"Choose who thing {row + 1} is for");
            }
        }
    }
}

/// <summary>One thing, in their words, and whom it is for.</summary>
public sealed class StepItem
{
    public string? Text { get; set; }

    public string[] Audience { get; set; } = [];
}
