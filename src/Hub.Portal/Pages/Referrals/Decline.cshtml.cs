using Hub.Fhir.Care;
using Hub.Portal.Door;

namespace Hub.Portal.Pages.Referrals;

/// <summary>Does not take the referral on: whose reason, in words, and another way.</summary>
public sealed class DeclineModel(MoveParts parts) : MovePage<DeclineForm>(parts)
{
    protected override string Place => "/decline";

    protected override string Told => "Declined. The referrer has your reason and the other way you suggested.";

    protected override IEnumerable<FieldError> Errors() => Form.Errors();

    protected override Task Move(string version, string requestId, CancellationToken cancellationToken)
    {
        var reason = new
        {
            coding = new[] { new { system = Canonicals.DeclineReason, code = Form.Reason, display = Words.For(Canonicals.DeclineReason, Form.Reason) } },
            text = Form.Text!.Trim(),
        };
        var extension = FhirText.Extensions(
            Item.Task.Root, CareExtensions.NextRoute, new { url = CareExtensions.NextRoute, valueCodeableConcept = FhirText.Code(Canonicals.NextRoute, Form.Route!) });
        return Parts.Moving.Move(Item, version, requestId, "rejected", "declined", [("statusReason", reason), ("extension", extension)], cancellationToken);
    }
}

/// <summary>What declining asks for.</summary>
public sealed class DeclineForm
{
    public string? Reason { get; set; }

    public string? Text { get; set; }

    public string? Route { get; set; }

    public IEnumerable<FieldError> Errors()
    {
        if (Reason is null || !HubCodes.Knows(Canonicals.DeclineReason, Reason))
        {
            yield return new(nameof(Reason), "Choose why you cannot take this on");
        }

        foreach (var error in TextForm.Check(Text, "Say why in words", 2000))
        {
            yield return error;
        }

        if (Route is null || !HubCodes.Knows(Canonicals.NextRoute, Route))
        {
            yield return new(nameof(Route), "Choose what could help instead");
        }
    }
}
