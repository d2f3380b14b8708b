using Hub.Fhir.Json;
using Hub.Fhir.Validation;

namespace Hub.Fhir.Care;

/// <summary>The one category every stored record belongs to; a sharing decision opens categories, never single types.</summary>
public static class ShareCategories
{
    public const string Identity = "identity";
    public const string Referral = "referral";
    public const string SafetyPlan = "safety-plan";
    public const string JointPlan = "joint-plan";
    public const string Episode = "episode";
    public const string Assessment = "assessment";
    public const string ContactLog = "contact-log";
    public const string Document = "document";

    /// <summary>Services, places, workers: every partner reads them.</summary>
    public const string Directory = "directory";

    /// <summary>The sharing decisions themselves: read by their author and by whom they name.</summary>
    public const string Sharing = "sharing";

    /// <summary>Read by its author alone.</summary>
    public const string Administrative = "administrative";

    /// <summary>The eight categories a sharing decision may name.</summary>
    public static readonly IReadOnlyList<string> Shareable =
        [Identity, Referral, SafetyPlan, JointPlan, Episode, Assessment, ContactLog, Document];

    /// <summary>What an agency gets that helps in an emergency.</summary>
    public static readonly IReadOnlyList<string> Emergency =
        [Identity, SafetyPlan, Referral, JointPlan, Episode, Assessment];

    /// <summary>What referrer and recipient share while a referral is taken on.</summary>
    public static readonly IReadOnlyList<string> Team = [Identity, Referral, JointPlan];

    /// <summary>What a sharing decision must open to a recipient before a referral may be sent.</summary>
    public static readonly IReadOnlyList<string> NeededToRefer = [Identity, Referral];

    public static string Of(ValidResource resource) => Of(resource.Type, resource.Root);

    internal static string Of(string type, JsonValue root) => type switch
    {
        "Organization" or "HealthcareService" or "Location" or "Practitioner" or "PractitionerRole" or "OrganizationAffiliation"
            or "Endpoint" or "Questionnaire" or "Measure" => Directory,
        "Patient" or "RelatedPerson" => Identity,
        "Consent" => Sharing,
        "ServiceRequest" => Referral,
        "Task" => OfTask(root),
        "CarePlan" => OfPlan(root),
        "Goal" or "CareTeam" => JointPlan,
        "EpisodeOfCare" => Episode,
        "Condition" or "Observation" or "RiskAssessment" or "AllergyIntolerance" or "DiagnosticReport" or "Immunization" or "MedicationRequest"
            or "MedicationStatement" or "Procedure" => Assessment,
        "QuestionnaireResponse" => IsInMyWords(root) ? Referral : Assessment,
        "Flag" => OfFlag(root),
        "Encounter" => ContactLog,
        "Appointment" => IsAbout(root["basedOn"]) ? Referral : ContactLog,
        "Communication" when root["category"].CodeIn(Canonicals.CommunicationKind) == "plan-known" => SafetyPlan,
        "Communication" or "CommunicationRequest" => IsAbout(root["about"]) || IsAbout(root["basedOn"]) ? Referral : ContactLog,
        "DocumentReference" or "Binary" or "Composition" => Document,
        _ => Administrative,
    };

    private static string OfTask(JsonValue root) =>
        PlanAction.Is(root) ? JointPlan : ReferralTask.MayBe(root) ? Referral : Administrative;

    private static string OfPlan(JsonValue root) =>
        Care.SafetyPlan.MayBe(root) ? SafetyPlan : ActionPlan.Is(root) ? JointPlan : Episode;

    private static string OfFlag(JsonValue root) => root["code"].CodeIn(Canonicals.FlagKind) switch
    {
        "safe-contact" => Identity,
        "immediate-concern" => SafetyPlan,
        "emergency-access" => Administrative,
        _ => Assessment,
    };

    private static bool IsInMyWords(JsonValue root) =>
        root["questionnaire"].TextOf() is { } canonical
        && (canonical == Canonicals.InMyWords || canonical.StartsWith(Canonicals.InMyWords + "|", StringComparison.Ordinal));

    private static bool IsAbout(JsonValue references)
    {
        foreach (var reference in references.Each())
        {
            if (reference.IdOf("ServiceRequest") is not null)
            {
                return true;
            }
        }

        return false;
    }
}
