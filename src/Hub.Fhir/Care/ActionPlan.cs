using Hub.Fhir.Json;

namespace Hub.Fhir.Care;

/// <summary>The joint action plan: a CarePlan of several agencies; every activity is a Task that one agency is accountable for.</summary>
public readonly record struct ActionPlan(JsonValue Root)
{
    public string? Id => Root["id"].TextOf();

    public string? Status => Root["status"].TextOf();

    public string? Person => Root["subject"].IdOf("Patient");

    /// <summary>Where the young person stands: agrees, does not agree, could not be asked.</summary>
    public string? Agreement => Root.Extension(CareExtensions.Agreement).Extension("stance")["valueCoding"]["code"].TextOf();

    /// <summary>The young person's own words about the plan, or why they could not be asked.</summary>
    public string? Words => Root.Extension(CareExtensions.Agreement).Extension("words")["valueString"].TextOf();

    public IReadOnlyList<string> Actions =>
        [.. Root["activity"].Each().Select(activity => activity["reference"].IdOf("Task")).OfType<string>()];

    public static bool Is(JsonValue root) =>
        root["resourceType"].TextEquals("CarePlan"u8)
        && (root["category"].CodeIn(Canonicals.PlanCategory) == "joint-action-plan"
            || root.ClaimsProfile("joint-action-plan"));
}
