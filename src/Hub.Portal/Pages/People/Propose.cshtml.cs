using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Hub.Portal.Rows;
using Hub.Portal.Tags;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Portal.Pages.People;

/// <summary>Proposes an action to the agency that shall answer for it, or says one anew that is not accepted yet.</summary>
public sealed class ProposeModel(PlanParts parts) : FormPage<ProposeForm>(parts.Desk, parts.Dates)
{
    [FromRoute]
    public string Id { get; set; } = "";

    /// <summary>Id of the action that is proposed again.</summary>
    [FromRoute]
    public string? Again { get; set; }

    public PersonFile About { get; private set; } = null!;

    public ActionRow? Before => About.Actions.FirstOrDefault(action => action.Id == Again);

    public IReadOnlyList<Difference> Differences { get; private set; } = [];

    public IEnumerable<Choice> Goals => About.Goals.Select(goal => new Choice(goal.Id, goal.Text));

    public IEnumerable<Choice> Agencies => About.Names.Agencies.OrderByDescending(agency => agency.Id == Me.Agency)
        .Select(agency => new Choice(agency.Id, agency.Id == Me.Agency ? "We do: " + agency.Name : agency.Name));

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (!await Load(cancellationToken))
        {
            return LocalRedirect($"/people/{Id}/plan");
        }

        Form = Before is { } action ? ProposeForm.Of(action) : Form;
        await Restore(cancellationToken);
        Version = Before?.Version;
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!await Load(cancellationToken))
        {
            return LocalRedirect($"/people/{Id}/plan");
        }

        Form.Agency = Before?.Accountable ?? Form.Agency;
        Form.Serves = About.Goals.Any(goal => goal.Id == Form.Serves) ? Form.Serves : null;
        Fail(Form.Errors(parts.Dates.Today).Concat(Form.Agency is { Length: > 0 } agency && Agencies.All(choice => choice.Value != agency) ? [new FieldError(nameof(ProposeForm.Agency), "Choose the agency that answers for it")] : []));
        if (!ModelState.IsValid || !await Try(() => Save(cancellationToken)))
        {
            Compare();
            return Page();
        }

        await Forget(cancellationToken);
        return Done(Form.Agency == Me.Agency ? "Added. Your agency answers for it." : $"Proposed to {About.Names[Form.Agency]}.", $"/people/{Id}/plan");
    }

    private async Task Save(CancellationToken cancellationToken)
    {
        var request = RequestId ?? HubClient.NewRequestId();
        if (Before is { } action)
        {
            await parts.Writing.ProposeAgain(action.Id, Version ?? action.Version, Form, request, cancellationToken);
            return;
        }

        var ours = await parts.Authorship.IsOurs(About, About.JointPlan!.Id, cancellationToken);
        try
        {
            await parts.Writing.Propose(About, ours, Form, request, cancellationToken);
        }
        catch (HubRefusalException refusal) when (refusal.Status == 412)
        {
            // Somebody added to the plan at the same moment: neither addition is in the way of the other.
            About = await parts.Reader.Read(Id, cancellationToken);
            await parts.Writing.Propose(About, ours, Form, HubClient.NewRequestId(), cancellationToken);
        }
    }

    /// <summary>False where there is nothing to propose here: no plan, or an action that is not this agency's to say anew.</summary>
    private async Task<bool> Load(CancellationToken cancellationToken)
    {
        About = await parts.Reader.Read(Id, cancellationToken);
        return About.JointPlan is not null && (Again is null || (Before is { } action && ActionSteps.MayProposeAgain(action, Me.Agency)));
    }

    private void Compare()
    {
        if (Before is { } now && Version != now.Version)
        {
            Differences = Difference.Between(ProposeForm.Of(now).Said(), Form.Said());
            Version = now.Version;
            ModelState.Remove(nameof(Version));
        }
    }
}

/// <summary>What pages that write to the joint plan need.</summary>
public sealed record PlanParts(PersonReader Reader, JointPlanWriting Writing, Authorship Authorship, Desk Desk, Dates Dates);

/// <summary>What an action needs.</summary>
public sealed class ProposeForm
{
    public string? What { get; set; }

    /// <summary>Id of a goal the plan has.</summary>
    public string? Serves { get; set; }

    /// <summary>A goal that is new, in the young person's words.</summary>
    public string? Goal { get; set; }

    public string? NewGoal => string.IsNullOrWhiteSpace(Goal) ? null : Goal.Trim();

    public string? Agency { get; set; }

    public string? Doer { get; set; }

    public DateParts Due { get; set; } = new();

    public string? DoneMeans { get; set; }

    public static ProposeForm Of(ActionRow row) => new()
    {
        What = row.What,
        Agency = row.Accountable,
        Doer = row.Doer,
        Due = DateParts.Of(row.Due),
        DoneMeans = row.DoneMeans,
    };

    /// <summary>Field by field, as it is said.</summary>
    public IEnumerable<(string Field, string? Text)> Said() =>
    [
        ("What is to be done", What),
        ("Who does it", Doer),
        ("By when", Due.Date is { } day ? Dates.Exact(day) : null),
        ("Done means", DoneMeans),
    ];

    public IEnumerable<FieldError> Errors(DateOnly today) =>
        Texts.Check(nameof(What), What, "Say what is to be done", 500)
            .Concat(string.IsNullOrEmpty(Agency) ? [new FieldError(nameof(Agency), "Choose the agency that answers for it")] : [])
            .Concat(Texts.Check(nameof(Doer), Doer, "Say who does it", 200))
            .Concat(Texts.Bound(nameof(Goal), Goal, 200))
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
