using Hub.Fhir.Json;

namespace Hub.Fhir.Care;

/// <summary>Progress of one referral at one recipient: a Task with the ServiceRequest as focus. The recipient moves it.</summary>
/// <param name="Root">The Task.</param>
/// <param name="Recipient">The agency that owns the Task; resolved by the caller where the owner is a service or a role.</param>
public readonly record struct ReferralTask(JsonValue Root, string? Recipient)
{
    public ReferralTask(JsonValue root)
        : this(root, root["owner"].AgencyOf())
    {
    }

    public string? Id => Root["id"].TextOf();

    public string? Status => Root["status"].TextOf();

    public string? BusinessStatus => Root["businessStatus"].CodeIn(Canonicals.BusinessStatus);

    public string? Referral => Root["focus"].IdOf("ServiceRequest");

    public string? Person => Root["for"].IdOf("Patient");

    public string? Requester => Root["requester"].AgencyOf();

    /// <summary>The worker or team that has taken it on.</summary>
    public JsonValue NamedWorker => Root.Extension(CareExtensions.NamedWorker)["valueReference"];

    /// <summary>When the young person will be met or called first, as given.</summary>
    public string? FirstContact
    {
        get
        {
            var extension = Root.Extension(CareExtensions.FirstContact);
            return extension["valueDate"].TextOf() ?? extension["valueDateTime"].TextOf();
        }
    }

    public string? RiskHolder => Root.Extension(CareExtensions.RiskHolder)["valueReference"].AgencyOf();

    public string? DeclineReason => Root["statusReason"].CodeIn(Canonicals.DeclineReason);

    public string? StatusReason => Root["statusReason"]["text"].TextOf();

    public string? NextRoute => Root.Extension(CareExtensions.NextRoute)["valueCodeableConcept"].CodeIn(Canonicals.NextRoute);

    /// <summary>Rejected, completed, failed, cancelled or sent in error: nothing more is asked of the recipient.</summary>
    public bool IsEnded => Status is "rejected" or "completed" or "failed" or "cancelled" or "entered-in-error";

    /// <summary>Taken on and not ended: recipient and referrer are one team.</summary>
    public bool IsTeam => Status is "accepted" or "in-progress" or "on-hold";

    /// <summary>A Task that says by its code or profile that it is a referral of the hub.</summary>
    public static bool Is(JsonValue root) =>
        root["resourceType"].TextEquals("Task"u8)
        && (root["code"].CodeIn(Canonicals.TaskKind) == "referral" || root.ClaimsProfile("referral-task"));

    /// <summary>A Task that asks to fulfil a ServiceRequest without saying that it is the hub's: a referral when its owner is a partner agency.</summary>
    public static bool MayBe(JsonValue root) =>
        Is(root)
        || (root["resourceType"].TextEquals("Task"u8)
            && root["focus"].IdOf("ServiceRequest") is not null
            && root["code"].CodeIn(Canonicals.FhirTaskCode) == "fulfill");
}
