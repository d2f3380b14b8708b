using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Terminology;
using Hub.Fhir.Types;

namespace Hub.Fhir.Narrative;

/// <summary>An element in plain words: a concept by its text or display, a reference by its display, a name as it is said.</summary>
internal static class NarrativeWords
{
    /// <summary>Empty when there is nothing that a reader could use.</summary>
    public static string Of(FhirElement element)
    {
        var value = element.Value;
        return element.Type.Name switch
        {
            "CodeableConcept" => Concept(value),
            "Coding" => Coding(value),
            "Reference" => value["display"u8] is { Exists: true } display ? display.Text : value["reference"u8].Text,
            "HumanName" => Name(value),
            "Period" => $"{value["start"u8].Text} – {value["end"u8].Text}".Trim(' ', '–'),
            "code" => value.Text.Replace('-', ' '),
            "boolean" => value.Kind == JsonKind.True ? "yes" : "no",
            _ => element.Type.IsPrimitive ? value.Text : "",
        };
    }

    private static string Concept(JsonValue concept)
    {
        var words = concept["coding"u8].Each().Select(Coding).FirstOrDefault(display => display.Length > 0) ?? "";
        var text = concept["text"u8].Text;
        return text.Length == 0 ? words : words.Length == 0 || text == words ? text : $"{words}: {text}";
    }

    private static string Coding(JsonValue coding)
    {
        var code = coding["code"u8].Text;
        return coding["display"u8] is { Exists: true } display ? display.Text : TerminologySet.Held.Lookup(coding["system"u8].Text, code)?.Display ?? code;
    }

    private static string Name(JsonValue name) => name["text"u8] is { Exists: true } text
        ? text.Text
        : string.Join(' ', name["given"u8].Each().Append(name["family"u8]).Where(part => part.Kind == JsonKind.String).Select(part => part.Text));
}
