using Hub.Fhir.Json;

namespace Hub.Fhir.Care;

/// <summary>One action of a joint plan: a Task proposed by one agency, for which its owner answers once it has accepted.</summary>
/// <param name="Root">The Task.</param>
/// <param name="Accountable">The agency that owns the Task; resolved by the caller where the owner is a service or a role.</param>
public readonly record struct PlanAction(JsonValue Root, string? Accountable)
{
    public PlanAction(JsonValue root)
        : this(root, root["owner"].AgencyOf())
    {
    }

    public string? Id => Root["id"].TextOf();

    public string? Status => Root["status"].TextOf();

    public string? BusinessStatus => Root["businessStatus"].CodeIn(Canonicals.BusinessStatus);

    public string? Plan => Root["basedOn"].Each().Select(plan => plan.IdOf("CarePlan")).OfType<string>().FirstOrDefault();

    public string? Person => Root["for"].IdOf("Patient");

    public string? Proposer => Root["requester"].AgencyOf();

    public string? What => Root["description"].TextOf();

    public string? Due => Root["restriction"]["period"]["end"].TextOf();

    public string? DoneMeans => Root.Extension(CareExtensions.DoneMeans)["valueString"].TextOf();

    public string? ProposedChange => Root.Extension(CareExtensions.ProposedChange)["valueString"].TextOf();

    /// <summary>Who does it, in words.</summary>
    public string? Doer
    {
        get
        {
            var doer = Root.Extension(CareExtensions.Doer);
            return doer["valueString"].TextOf() ?? doer["valueReference"]["display"].TextOf() ?? doer["valueReference"].Reference();
        }
    }

    public string? StatusReason => Root["statusReason"]["text"].TextOf();

    public bool IsEnded => Status is "rejected" or "completed" or "failed" or "cancelled" or "entered-in-error";

    public static bool Is(JsonValue root) =>
        root["resourceType"].TextEquals("Task"u8)
        && (root["code"].CodeIn(Canonicals.TaskKind) == "plan-action" || root.ClaimsProfile("plan-action"));
}
