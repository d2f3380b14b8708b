namespace Hub.Fhir.Care;

/// <summary>The names under which the hub says things of its own in FHIR: code systems, extensions, profiles, identifier systems.</summary>
public static class Canonicals
{
    public const string Base = "https://referralhub.example/fhir";
    public const string CodeSystemBase = Base + "/CodeSystem/";

    public const string NeedsBasedGrouping = CodeSystemBase + "needs-based-grouping";
    public const string ShareCategory = CodeSystemBase + "share-category";
    public const string DeclineReason = CodeSystemBase + "decline-reason";
    public const string NextRoute = CodeSystemBase + "next-route";
    public const string SafetyPlanStep = CodeSystemBase + "safety-plan-step";
    public const string Audience = CodeSystemBase + "audience";
    public const string PlanCategory = CodeSystemBase + "plan-category";
    public const string TaskKind = CodeSystemBase + "task-kind";
    public const string RequestCategory = CodeSystemBase + "request-category";
    public const string BusinessStatus = CodeSystemBase + "business-status";
    public const string ReferralOutcome = CodeSystemBase + "referral-outcome";
    public const string TaskOutput = CodeSystemBase + "task-output";
    public const string LegalBasis = CodeSystemBase + "legal-basis";
    public const string SharingStatusReason = CodeSystemBase + "sharing-status-reason";
    public const string EpisodeRelation = CodeSystemBase + "episode-relation";
    public const string Agreement = CodeSystemBase + "agreement";
    public const string ReferralEvent = CodeSystemBase + "referral-event";
    public const string AuditBasis = CodeSystemBase + "audit-basis";

    /// <summary>What can go wrong: the catalogue of Hub.Fhir.Outcomes, told in specs/problems.md.</summary>
    public const string Problem = CodeSystemBase + "problem";
    public const string CommunicationKind = CodeSystemBase + "communication-kind";
    public const string RecordKind = CodeSystemBase + "record-kind";
    public const string FlagKind = CodeSystemBase + "flag-kind";

    public const string NhsNumber = "https://fhir.nhs.uk/Id/nhs-number";
    public const string Alias = Base + "/NamingSystem/alias";
    public const string Journey = Base + "/NamingSystem/journey";
    public const string InMyWords = Base + "/Questionnaire/in-my-words";

    internal const string FhirTaskCode = "http://hl7.org/fhir/CodeSystem/task-code";
    internal const string ConsentScope = "http://terminology.hl7.org/CodeSystem/consentscope";
    internal const string ConsentAction = "http://terminology.hl7.org/CodeSystem/consentaction";
    internal const string ActReason = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    internal const string Snomed = "http://snomed.info/sct";

    /// <summary>The canonical of one of the hub's profiles, as it stands in meta.profile.</summary>
    public static string Profile(string name) => Base + "/StructureDefinition/" + name;
}

/// <summary>The hub's extensions; where each stands and what it carries is in specs/codesystems/README.md.</summary>
public static class CareExtensions
{
    private const string Root = Canonicals.Base + "/StructureDefinition/";

    /// <summary>Task: the worker or team that has taken the referral on (Reference).</summary>
    public const string NamedWorker = Root + "named-worker";

    /// <summary>Task: when the young person will be met or called first (date or dateTime).</summary>
    public const string FirstContact = Root + "first-contact";

    /// <summary>Task, ServiceRequest, EpisodeOfCare: the agency that holds the risk meanwhile (Reference).</summary>
    public const string RiskHolder = Root + "risk-holder";

    /// <summary>Task: where the referrer may turn after a decline (CodeableConcept).</summary>
    public const string NextRoute = Root + "next-route";

    /// <summary>Task: the service meant by the next route (Reference).</summary>
    public const string NextRouteTarget = Root + "next-route-target";

    /// <summary>ServiceRequest: what the referrer goes on doing until somebody has taken over (string).</summary>
    public const string Meanwhile = Root + "meanwhile";

    /// <summary>Patient: how the young person may and may not be contacted (string).</summary>
    public const string SafeContact = Root + "safe-contact";

    /// <summary>EpisodeOfCare, one for every decision: grouping, since, author, reason, agreement.</summary>
    public const string NeedsGrouping = Root + "needs-grouping";

    /// <summary>EpisodeOfCare: relation and episode.</summary>
    public const string RelatedEpisode = Root + "related-episode";

    /// <summary>CarePlan.activity.detail: who this item is meant for (Coding), repeating.</summary>
    public const string Audience = Root + "audience";

    /// <summary>Consent: why it is shared (string); required where it is shared to keep someone safe.</summary>
    public const string SharingReason = Root + "sharing-reason";

    /// <summary>Consent: whether, when and how the young person was told, or why not, in parts or in words.</summary>
    public const string Told = Root + "told";

    /// <summary>Consent: how competence for this decision was judged (string).</summary>
    public const string Competence = Root + "competence";

    /// <summary>Consent: why the decision is not, or no longer, in force (CodeableConcept).</summary>
    public const string SharingStatusReason = Root + "sharing-status-reason";

    /// <summary>Task: who does the action, named or in words (Reference or string).</summary>
    public const string Doer = Root + "doer";

    /// <summary>Task: how everybody will know that the action is done (string).</summary>
    public const string DoneMeans = Root + "done-means";

    /// <summary>Task: in which other form the agency would take the action on (string).</summary>
    public const string ProposedChange = Root + "proposed-change";

    /// <summary>CarePlan: the young person's stance (Coding), words and date.</summary>
    public const string Agreement = Root + "agreement";
}
