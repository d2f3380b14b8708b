namespace Hub.Api.Access;

/// <summary>Purposes of use a token may carry: codes of http://terminology.hl7.org/CodeSystem/v3-ActReason.</summary>
public static class Purposes
{
    public const string System = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    public const string Treatment = "TREAT";
    public const string BreakTheGlass = "BTG";
    public const string EmergencyTreatment = "ETREAT";

    public static readonly IReadOnlyList<string> Known = [Treatment, "CAREMGT", EmergencyTreatment, BreakTheGlass, "SUPNWK", "THREAT", "PATRQT", "FAMRQT", "HTEST"];

    public static bool IsEmergency(string purpose) => purpose is BreakTheGlass or EmergencyTreatment;
}
