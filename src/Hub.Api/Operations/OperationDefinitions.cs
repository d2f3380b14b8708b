using Hub.Api.Http;
using Hub.Fhir.Care;

namespace Hub.Api.Operations;

/// <summary>Where each operation is defined: by HL7, but for the hub's own.</summary>
internal static class OperationDefinitions
{
    private const string Hl7 = "http://hl7.org/fhir/OperationDefinition";
    private const string Ours = Canonicals.Base + "/OperationDefinition";

    private static readonly string[] Own = ["$emergency-access"];

    public static string Of(FhirRoute route)
        => $"{(Own.Contains(route.Interaction) ? Ours : Hl7)}/{route.OnlyType ?? "Resource"}-{route.Interaction[1..]}";
}
