using Hub.Fhir.Json;

namespace Hub.Fhir.Types;

/// <summary>The codes that an element says: a code, a Coding or Quantity, or those of a CodeableConcept.</summary>
internal static class CodedElement
{
    /// <summary>The system is null where the binding tells it, as in elements of type code, and empty where a coding does not say it.</summary>
    public static IReadOnlyList<(string? System, string Code)> Codes(FhirElement element)
    {
        var codes = new List<(string?, string)>();
        var value = element.Value;
        if (element.Type.Name == "CodeableConcept")
        {
            foreach (var coding in value["coding"u8].Items)
            {
                Add(coding, codes);
            }
        }
        else if (element.Type.Name == "Coding" || element.Type.Is("Quantity"))
        {
            Add(value, codes);
        }
        else if (value.Kind == JsonKind.String)
        {
            codes.Add((null, value.Text));
        }

        return codes;
    }

    private static void Add(JsonValue coding, List<(string?, string)> codes)
    {
        if (coding["code"u8].Exists)
        {
            codes.Add((coding["system"u8].Text, coding["code"u8].Text));
        }
    }
}
