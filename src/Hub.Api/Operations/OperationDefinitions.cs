using Hub.Fhir.Care;

namespace Hub.Api.Operations;

/// <summary>Where each operation is defined.</summary>
internal static class OperationDefinitions
{
    private const string Hl7 = "http://hl7.org/fhir/OperationDefinition";
    private const string Ours = Canonicals.Base + "/OperationDefinition";

    private static readonly Dictionary<string, string> ByName = new()
    {
        ["$emergency-access"] = $"{Ours}/Patient-emergency-access",
        ["$everything"] = $"{Hl7}/Patient-everything",
        ["$meta"] = $"{Hl7}/Resource-meta",
        ["$validate"] = $"{Hl7}/Resource-validate",
    };

    public static string Of(string name) => ByName[name];
}
