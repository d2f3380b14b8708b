using Hub.Api.Http;
using Hub.Fhir.Care;

namespace Hub.Api.Operations;

/// <summary>Where each operation is defined: by HL7, but for the hub's own.</summary>
internal static class OperationDefinitions
{
    private const string Hl7 = "http://hl7.org/fhir/OperationDefinition";
    private const string Ours = Canonicals.Base + "/OperationDefinition";

    private static readonly string[] Own = ["$emergency-access", "$erase"];

    private const string BulkData = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition";

    public static string Of(FhirRoute route) => route.Interaction == "$export" ? $"{BulkData}/{OfExport(route)}" : OfName(route);

    private static string OfExport(FhirRoute route) => route.OnlyType is { } type ? $"{type.ToLowerInvariant()}-export" : "export";

    private static string OfName(FhirRoute route)
        => $"{(Own.Contains(route.Interaction) ? Ours : Hl7)}/{route.OnlyType ?? "Resource"}-{route.Interaction[1..]}";
}
