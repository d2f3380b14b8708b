using Hub.Fhir.Care;
using Hub.Portal.Door;

namespace Hub.Portal.Reading;

/// <summary>Moves a referral: the Task as it was read, with only what the move says put in its place.</summary>
public sealed class ReferralMoving(HubClient hub, Dates dates)
{
    public Task Move(
        ReferralFile file, string version, string requestId, string status, string businessStatus, IReadOnlyList<(string Name, object? Value)> changes, CancellationToken cancellationToken)
    {
        var body = FhirText.With(
            file.Task.Root,
            [("status", status), ("businessStatus", FhirText.Code(Canonicals.BusinessStatus, businessStatus)), ("lastModified", dates.Now.UtcDateTime), .. changes]);
        return hub.Update(file.Task.Reference, body, version, requestId, cancellationToken);
    }

    /// <summary>The first look by the recipient: stops the referrer wondering. Somebody else opening it at the same moment is as good.</summary>
    public async Task<bool> Open(ReferralFile file, CancellationToken cancellationToken)
    {
        try
        {
            await Move(file, file.Row.Version, HubClient.NewRequestId(), "received", "acknowledged", [], cancellationToken);
            return true;
        }
        catch (HubRefusalException refusal) when (refusal.Status is 409 or 412 or 422)
        {
            return true;
        }
    }

    /// <summary>With the first contact the recipient holds the risk, whoever held it while the young person waited.</summary>
    public static (string Name, object? Value) HolderFromNow(ReferralFile file) => ("extension", FhirText.Extensions(
        file.Task.Root, CareExtensions.RiskHolder, new { url = CareExtensions.RiskHolder, valueReference = FhirText.Reference("Organization/" + file.Row.Recipient) }));

    /// <summary>The notes so far and one more, signed and dated.</summary>
    public (string Name, object? Value) Note(ReferralFile file, string text)
    {
        var note = new
        {
            authorReference = FhirText.Reference(hub.Person.Organization, $"{hub.Person.Name}, {hub.Person.AgencyName}"),
            time = dates.Now.UtcDateTime,
            text = text.Trim(),
        };
        return ("note", (object[])[.. file.Task.Root["note"].Each().Cast<object>(), note]);
    }
}
