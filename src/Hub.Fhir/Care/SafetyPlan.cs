using Hub.Fhir.Json;

namespace Hub.Fhir.Care;

/// <summary>One item of a safety plan: the step it belongs to, the young person's words, and whom it is meant for.</summary>
public readonly record struct SafetyPlanItem(string? Step, string? Words, IReadOnlyList<string> Audience, JsonValue Detail);

/// <summary>The young person's safety plan: a CarePlan in their own words, one activity per item, in the order in which steps are tried.</summary>
public readonly record struct SafetyPlan(JsonValue Root)
{
    private const string MentalHealthCrisisPlan = "736253002";

    public string? Id => Root["id"].TextOf();

    public string? Status => Root["status"].TextOf();

    public string? Person => Root["subject"].IdOf("Patient");

    /// <summary>Ids of the plans this one takes the place of.</summary>
    public IReadOnlyList<string> Replaces => [.. Root["replaces"].Each().Select(plan => plan.IdOf("CarePlan")).OfType<string>()];

    public IReadOnlyList<SafetyPlanItem> Items => [.. Root["activity"].Each().Select(activity => Item(activity["detail"]))];

    public static bool Is(JsonValue root) =>
        root["resourceType"].TextEquals("CarePlan"u8)
        && (root["category"].CodeIn(Canonicals.PlanCategory) == "safety-plan"
            || root.ClaimsProfile("safety-plan"));

    /// <summary>A safety plan, or a crisis plan of another system's making: both are read in a crisis.</summary>
    internal static bool MayBe(JsonValue root) =>
        Is(root) || root["category"].CodeIn(Canonicals.Snomed) == MentalHealthCrisisPlan;

    private static SafetyPlanItem Item(JsonValue detail) => new(
        detail["code"].CodeIn(Canonicals.SafetyPlanStep),
        detail["description"].TextOf(),
        [.. detail.Extensions(CareExtensions.Audience).Select(each => each["valueCoding"]["code"].TextOf()).OfType<string>()],
        detail);
}
