namespace Hub.Fhir.Definitions;

/// <summary>The resource types the hub deals with.</summary>
public static class HubTypes
{
    /// <summary>Types that can be created, read and searched.</summary>
    public static IReadOnlyList<string> Stored { get; } =
    [
        "Patient", "RelatedPerson", "Practitioner", "PractitionerRole", "Organization", "OrganizationAffiliation", "HealthcareService",
        "Location", "Endpoint", "Consent", "ServiceRequest", "Task", "CarePlan", "CareTeam", "Goal", "EpisodeOfCare", "Encounter",
        "Appointment", "Condition", "Observation", "RiskAssessment", "Flag", "Questionnaire", "QuestionnaireResponse", "Communication",
        "CommunicationRequest", "DocumentReference", "Binary", "Composition", "List", "Group", "Bundle", "Provenance", "AuditEvent",
        "Subscription", "Basic", "MessageHeader", "Measure", "MeasureReport", "AllergyIntolerance", "Claim", "DiagnosticReport",
        "ExplanationOfBenefit", "Immunization", "MedicationRequest", "MedicationStatement", "Procedure",
    ];

    /// <summary>Types that are understood in requests and answers but never kept.</summary>
    public static IReadOnlyList<string> KnownOnly { get; } = ["Parameters", "OperationOutcome", "CapabilityStatement"];
}
