using Hub.Fhir.Care;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Portal.Pages.People;

/// <summary>Where the young person stands on the plan; the first time, it begins the plan.</summary>
public sealed class AgreementModel(PlanParts parts) : FormPage<AgreementForm>(parts.Desk, parts.Dates)
{
    [FromRoute]
    public string Id { get; set; } = "";

    public PersonFile About { get; private set; } = null!;

    public IReadOnlyList<Difference> Differences { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (!await Load(cancellationToken))
        {
            return LocalRedirect($"/people/{Id}/plan");
        }

        (Form.Stance, Form.Words, Version) = (About.JointPlan?.Agreement, About.JointPlan?.Text, About.JointPlan?.Version);
        await Restore(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!await Load(cancellationToken))
        {
            return LocalRedirect($"/people/{Id}/plan");
        }

        Fail(Form.Errors());
        if (!ModelState.IsValid || !await Try(() => Save(cancellationToken)))
        {
            Compare();
            return Page();
        }

        await Forget(cancellationToken);
        return Done("Saved.", $"/people/{Id}/plan");
    }

    /// <summary>False where the plan is another agency's: its writer says for all where the young person stands.</summary>
    private async Task<bool> Load(CancellationToken cancellationToken)
    {
        About = await parts.Reader.Read(Id, cancellationToken);
        return About.JointPlan is not { } plan || await parts.Authorship.IsOurs(About, plan.Id, cancellationToken);
    }

    private void Compare()
    {
        if (About.JointPlan is { } now && Version != now.Version)
        {
            Differences = Difference.Between(AgreementForm.Said(now.Agreement, now.Text), AgreementForm.Said(Form.Stance, Form.Words));
            Version = now.Version;
            ModelState.Remove(nameof(Version));
        }
    }

    private Task Save(CancellationToken cancellationToken)
    {
        var request = RequestId ?? HubClient.NewRequestId();
        return About.JointPlan is null
            ? parts.Writing.Start(About, Form.Stance!, Form.Words, request, cancellationToken)
            : parts.Writing.SayAgreement(About, Version ?? About.JointPlan.Version, Form.Stance!, Form.Words, request, cancellationToken);
    }
}

/// <summary>A stance and words.</summary>
public sealed class AgreementForm
{
    public string? Stance { get; set; }

    public string? Words { get; set; }

    public static IEnumerable<(string Field, string? Text)> Said(string? stance, string? words) =>
        [("Where they stand", Portal.Words.For(Canonicals.Agreement, stance)), ("Their words", words)];

    public IEnumerable<FieldError> Errors()
    {
        if (Stance is null || !HubCodes.Knows(Canonicals.Agreement, Stance))
        {
            yield return new(nameof(Stance), "Say where the young person stands");
        }
        else if (Stance != "agrees" && string.IsNullOrWhiteSpace(Words))
        {
            yield return new(nameof(Words), Stance == "does-not-agree" ? "Keep their words" : "Say why they could not be asked");
        }
    }
}
