using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Portal.Pages.People;

/// <summary>Withdraws a sharing decision; access ends with the save.</summary>
public sealed class StopSharingModel(PersonReader reader, HubClient hub, Desk desk, Dates dates) : FormPage<StopForm>(desk, dates)
{
    [FromRoute]
    public string Id { get; set; } = "";

    [FromRoute]
    public string Decision { get; set; } = "";

    public PersonFile About { get; private set; } = null!;

    private JsonValue Consent => About.Consents.FirstOrDefault(root => root["id"].Text == Decision);

    public string Agencies => string.Join(" and ", ConsentRules.Permissions([PersonReader.Decision(Consent)]).Select(permit => About.Names[permit.Agency]).Distinct());

    public async Task<IActionResult> OnGet(CancellationToken cancellationToken)
    {
        if (!await Load(cancellationToken))
        {
            return NotFound();
        }

        RequestId = HubClient.NewRequestId();
        Version = Consent["meta"]["versionId"].Text;
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!await Load(cancellationToken))
        {
            return NotFound();
        }

        if (Form.Reason is null || !HubCodes.Knows(Canonicals.SharingStatusReason, Form.Reason))
        {
            Fail([new FieldError(nameof(StopForm.Reason), "Choose why")]);
        }

        return ModelState.IsValid && await Try(() => Withdraw(cancellationToken))
            ? Done("Stopped. It is closed to them from now on.", $"/people/{Id}/sharing")
            : Page();
    }

    private Task<FhirResource> Withdraw(CancellationToken cancellationToken)
    {
        var extension = FhirText.Extensions(
            Consent, CareExtensions.SharingStatusReason, new { url = CareExtensions.SharingStatusReason, valueCodeableConcept = FhirText.Code(Canonicals.SharingStatusReason, Form.Reason!) });
        return hub.Update("Consent/" + Decision, FhirText.With(Consent, ("status", "inactive"), ("extension", extension)), Version ?? "", RequestId ?? HubClient.NewRequestId(), cancellationToken);
    }

    private async Task<bool> Load(CancellationToken cancellationToken)
    {
        About = await reader.Read(Id, cancellationToken);
        return Consent.Exists && Consent["status"].TextOf() == "active";
    }
}

/// <summary>Why sharing stops.</summary>
public sealed class StopForm
{
    public string? Reason { get; set; }
}
