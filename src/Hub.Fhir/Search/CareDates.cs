namespace Hub.Fhir.Search;

/// <summary>
/// The parameters that say when care was given, by type: what start and end of $everything are about
/// (https://hl7.org/fhir/R4/patient-operation-everything.html). What has none of these dates belongs to any time.
/// </summary>
public static class CareDates
{
    public static IReadOnlyList<(string Type, string Code)> All { get; } =
    [
        ("AllergyIntolerance", "onset"), ("AllergyIntolerance", "date"), ("Appointment", "date"), ("CarePlan", "date"), ("CareTeam", "date"),
        ("Claim", "created"), ("Communication", "sent"), ("Communication", "received"), ("CommunicationRequest", "occurrence"),
        ("Composition", "date"), ("Composition", "period"), ("Condition", "onset-date"), ("Condition", "abatement-date"), ("Condition", "recorded-date"),
        ("DiagnosticReport", "date"), ("DocumentReference", "date"), ("DocumentReference", "period"), ("Encounter", "date"), ("EpisodeOfCare", "date"),
        ("ExplanationOfBenefit", "created"), ("Flag", "date"), ("Goal", "start-date"), ("Goal", "target-date"), ("Immunization", "date"), ("List", "date"),
        ("MeasureReport", "period"), ("MedicationRequest", "authoredon"), ("MedicationRequest", "date"), ("MedicationStatement", "effective"),
        ("Observation", "date"), ("Procedure", "date"), ("QuestionnaireResponse", "authored"), ("RiskAssessment", "date"),
        ("ServiceRequest", "authored"), ("ServiceRequest", "occurrence"), ("Task", "authored-on"), ("Task", "period"),
    ];
}
