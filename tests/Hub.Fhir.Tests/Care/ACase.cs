using Hub.Fhir.Care;

namespace Hub.Fhir.Tests.Care;

/// <summary>A referral of online to camhs about Patient/p, as it stands and as it is sent next.</summary>
internal sealed class ACase
{
    private readonly Dictionary<string, object?> current = new()
    {
        ["resourceType"] = "Task",
        ["intent"] = "order",
        ["focus"] = Given.Reference("ServiceRequest/r"),
        ["for"] = Given.Reference("Patient/p"),
        ["requester"] = Given.Reference("Organization/online"),
        ["owner"] = Given.Reference("Organization/camhs"),
    };

    private readonly Dictionary<string, object?> changes = [];
    private readonly Dictionary<string, object> extensions = [];
    private string requestStatus = "active";
    private string placer = "online";

    public static ACase From(string status, string? businessStatus = null)
    {
        var made = new ACase();
        made.current["status"] = status;
        if (businessStatus is not null)
        {
            made.current["businessStatus"] = Given.Concept("business-status", businessStatus);
        }

        return made;
    }

    public ACase To(string status) => With("status", status);

    public ACase Saying(string? businessStatus) =>
        businessStatus is null ? this : With("businessStatus", Given.Concept("business-status", businessStatus));

    public ACase With(string element, object? value)
    {
        changes[element] = value;
        return this;
    }

    /// <summary>Everything that any guard asks of a recipient or a referrer.</summary>
    public ACase Complete()
    {
        extensions["named-worker"] = new { url = CareExtensions.NamedWorker, valueReference = Given.Reference("PractitionerRole/w") };
        extensions["first-contact"] = new { url = CareExtensions.FirstContact, valueDate = "2026-02-03" };
        extensions["risk-holder"] = new { url = CareExtensions.RiskHolder, valueReference = Given.Reference("Organization/online") };
        extensions["next-route"] = new { url = CareExtensions.NextRoute, valueCodeableConcept = Given.Concept("next-route", "other-service") };
        changes["statusReason"] = new { coding = new[] { new { system = Canonicals.DeclineReason, code = "no-capacity" } }, text = "No room this term." };
        var to = (string)changes["status"]!;
        return to == "completed" && (string)current["status"]! != "completed"
            ? With("output", new[] { new { type = Given.Concept("task-output", "outcome"), valueString = "Well." } })
            : this;
    }

    public ACase Without(string name)
    {
        extensions.Remove(name);
        changes.Remove(name);
        return this;
    }

    public ACase OfRequest(string status)
    {
        requestStatus = status;
        return this;
    }

    public ACase Within(string agency)
    {
        placer = agency;
        current["requester"] = Given.Reference("Organization/" + agency);
        return this;
    }

    public MoveResult MovedBy(string agency)
    {
        var proposed = new Dictionary<string, object?>(current);
        foreach (var (name, value) in changes)
        {
            proposed[name] = value;
        }

        // What the recipient writes, only the recipient sends.
        if (extensions.Count > 0 && (agency != placer || placer == "camhs"))
        {
            proposed["extension"] = extensions.Values;
        }

        var request = Given.Json(new { resourceType = "ServiceRequest", id = "r", status = requestStatus, subject = Given.Reference("Patient/p") });
        ReferralTask? before = (string)current["status"]! == "none" ? null : new ReferralTask(Given.Json(current));
        return ReferralRules.Move(before, new ReferralTask(Given.Json(proposed)), new Referral(request, "r", placer), agency, DateTimeOffset.UnixEpoch);
    }
}
