using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Hub.Portal.Tags;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Portal.Pages.People;

/// <summary>Proposes an action to the agency that shall answer for it.</summary>
public sealed class ProposeModel(PersonReader reader, PlanWriting writing, Desk desk, Dates dates) : FormPage<ProposeForm>(desk, dates)
{
    private readonly Dates clock = dates;

    [FromRoute]
    public string Id { get; set; } = "";

    public PersonFile About { get; private set; } = null!;

    public IEnumerable<Choice> Agencies => About.Names.Agencies.OrderByDescending(agency => agency.Id == Me.Agency)
        .Select(agency => new Choice(agency.Id, agency.Id == Me.Agency ? "We do: " + agency.Name : agency.Name));

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        About = await reader.Read(Id, cancellationToken);
        if (About.JointPlan is null)
        {
            return LocalRedirect($"/people/{Id}/plan");
        }

        await Restore(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        About = await reader.Read(Id, cancellationToken);
        if (About.JointPlan is null)
        {
            return LocalRedirect($"/people/{Id}/plan");
        }

        Fail(Form.Errors(clock.Today));
        if (!ModelState.IsValid || !await Try(() => writing.Propose(About, Form, RequestId ?? HubClient.NewRequestId(), cancellationToken)))
        {
            return Page();
        }

        await Forget(cancellationToken);
        return Done(Form.Agency == Me.Agency ? "Added. Your agency answers for it." : $"Proposed to {About.Names[Form.Agency]}.", $"/people/{Id}/plan");
    }
}

/// <summary>What an action needs.</summary>
public sealed class ProposeForm
{
    public string? What { get; set; }

    public string? Goal { get; set; }

    public string? Agency { get; set; }

    public string? Doer { get; set; }

    public DateParts Due { get; set; } = new();

    public string? DoneMeans { get; set; }

    public IEnumerable<FieldError> Errors(DateOnly today) =>
        Texts.Check(nameof(What), What, "Say what is to be done", 500)
            .Concat(string.IsNullOrEmpty(Agency) ? [new FieldError(nameof(Agency), "Choose the agency that answers for it")] : [])
            .Concat(Texts.Check(nameof(Doer), Doer, "Say who does it", 200))
            .Concat(Day(today))
            .Concat(Texts.Check(nameof(DoneMeans), DoneMeans, "Say how everybody will know that it is done", 500));

    private IEnumerable<FieldError> Day(DateOnly today)
    {
        if (Due.Date is not { } day)
        {
            yield return new(nameof(Due), Due.Empty ? "Enter the date by which it is due" : "The date must be a real date");
        }
        else if (day < today)
        {
            yield return new(nameof(Due), "The date must be today or later");
        }
    }
}
