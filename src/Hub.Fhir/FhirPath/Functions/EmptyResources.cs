using System.Collections.Concurrent;
using System.Text;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>A resource of each type without content, to ask for the type of what a reference names: resolve() is Patient.</summary>
internal static class EmptyResources
{
    private static readonly ConcurrentDictionary<string, FhirElement> ByType = new(StringComparer.Ordinal);

    /// <summary>By the type element of the reference, else by its text: Patient/1, http://…/Patient/1/_history/2.</summary>
    public static FhirElement Of(string type, string reference) => ByName(type.Length > 0 ? type : TypeIn(reference));

    private static string TypeIn(string reference)
    {
        var parts = reference.Split('/');
        var end = parts.Length > 3 && parts[^2] == "_history" ? parts.Length - 2 : parts.Length;
        return end >= 2 ? parts[end - 2] : "";
    }

    private static FhirElement ByName(string type) => ByType.TryGetValue(type, out var known) ? known
        : DefinitionSet.R4.ResourceTypes.Contains(type) ? ByType.GetOrAdd(type, Make)
        : default;

    private static FhirElement Make(string type) => FhirElement.OfResource(JsonText.Of(Encoding.UTF8.GetBytes($"{{\"resourceType\":\"{type}\"}}")).Root);
}
