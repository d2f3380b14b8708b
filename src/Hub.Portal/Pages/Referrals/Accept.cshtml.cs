using Hub.Fhir.Care;
using Hub.Portal.Door;
using Hub.Portal.Tags;

namespace Hub.Portal.Pages.Referrals;

/// <summary>Takes the referral on: a named worker, a first contact, and who holds the risk until then.</summary>
public sealed class AcceptModel(MoveParts parts) : MovePage<AcceptForm>(parts)
{
    public IEnumerable<Choice> RiskHolders =>
        [new(Me.Agency, "We do, from now on"), new(Item.Row.Placer ?? "", Item.Names[Item.Row.Placer] + " goes on holding it")];

    protected override string Place => "/accept";

    protected override string Told => "Accepted. The referrer can see who and when.";

    protected override void Prefill()
    {
        Form.Worker = Item.Row.Worker ?? Me.Name;
        Form.FirstContact = DateParts.Of(Item.Row.FirstContact);
        Form.Start = Item.Row.BusinessStatus == "waitlisted" ? AcceptForm.Wait : null;
        Form.RiskHolder = Item.Row.RiskHolder;
    }

    protected override IEnumerable<FieldError> Errors() => Form.Errors(Parts.Dates.Today);

    protected override Task Move(string version, string requestId, CancellationToken cancellationToken)
    {
        var worker = FhirText.Reference(Me.Organization, Form.Worker!.Trim());
        var extension = FhirText.Extensions(
            Item.Task.Root,
            [CareExtensions.NamedWorker, CareExtensions.FirstContact, CareExtensions.RiskHolder],
            [
                new { url = CareExtensions.NamedWorker, valueReference = worker },
                new { url = CareExtensions.FirstContact, valueDate = $"{Form.FirstContact.Date:yyyy-MM-dd}" },
                new { url = CareExtensions.RiskHolder, valueReference = FhirText.Reference("Organization/" + Holder) },
            ]);
        List<(string, object?)> changes = [("extension", extension)];
        if (!string.IsNullOrWhiteSpace(Form.Note))
        {
            changes.Add(Parts.Moving.Note(Item, Form.Note));
        }

        return Parts.Moving.Move(Item, version, requestId, "accepted", Form.Start == AcceptForm.Wait ? "waitlisted" : "accepted", changes, cancellationToken);
    }

    /// <summary>Only one of the two sides can hold it.</summary>
    private string? Holder => Form.RiskHolder == Item.Row.Placer ? Item.Row.Placer : Me.Agency;
}

/// <summary>What accepting asks for.</summary>
public sealed class AcceptForm
{
    public const string Now = "now";
    public const string Wait = "wait";

    public string? Worker { get; set; }

    public DateParts FirstContact { get; set; } = new();

    public string? Start { get; set; }

    public string? RiskHolder { get; set; }

    public string? Note { get; set; }

    public static IEnumerable<Choice> Starts =>
        [new(Now, "Yes, help starts with that first contact"), new(Wait, "No, they will wait after it", "They are told honestly that they wait. Somebody keeps in touch.")];

    public IEnumerable<FieldError> Errors(DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(Worker))
        {
            yield return new(nameof(Worker), "Enter the name of the worker or team");
        }

        if (FirstContact.Date is not { } day)
        {
            yield return new(nameof(FirstContact), FirstContact.Empty ? "Enter the date of the first contact" : "The first contact must be a real date");
        }
        else if (day < today)
        {
            yield return new(nameof(FirstContact), "The first contact must be today or later");
        }

        if (Start is not (Now or Wait))
        {
            yield return new(nameof(Start), "Say whether you can start then");
        }

        if (string.IsNullOrEmpty(RiskHolder))
        {
            yield return new(nameof(RiskHolder), "Say who holds the risk until then");
        }
    }
}
