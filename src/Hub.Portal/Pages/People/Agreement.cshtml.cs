using Hub.Fhir.Care;
using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Portal.Pages.People;

/// <summary>Where the young person stands on the plan; the first time, it begins the plan.</summary>
public sealed class AgreementModel(PersonReader reader, PlanWriting writing, Desk desk, Dates dates) : FormPage<AgreementForm>(desk, dates)
{
    [FromRoute]
    public string Id { get; set; } = "";

    public PersonFile About { get; private set; } = null!;

    public async Task OnGet(CancellationToken cancellationToken)
    {
        About = await reader.Read(Id, cancellationToken);
        (Form.Stance, Form.Words, Version) = (About.JointPlan?.Agreement, About.JointPlan?.Text, About.JointPlan?.Version);
        await Restore(cancellationToken);
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        About = await reader.Read(Id, cancellationToken);
        Fail(Form.Errors());
        if (!ModelState.IsValid || !await Try(() => Save(cancellationToken)))
        {
            Version = About.JointPlan?.Version;
            ModelState.Remove(nameof(Version));
            return Page();
        }

        await Forget(cancellationToken);
        return Done("Saved.", $"/people/{Id}/plan");
    }

    private Task Save(CancellationToken cancellationToken)
    {
        var request = RequestId ?? HubClient.NewRequestId();
        return About.JointPlan is null
            ? writing.StartJointPlan(About, Form.Stance!, Form.Words, request, cancellationToken)
            : writing.SayAgreement(About, Version ?? About.JointPlan.Version, Form.Stance!, Form.Words, request, cancellationToken);
    }
}

/// <summary>A stance and words.</summary>
public sealed class AgreementForm
{
    public string? Stance { get; set; }

    public string? Words { get; set; }

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
