using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Validation;

/// <summary>Codes of required bindings (http://hl7.org/fhir/R4/terminologies.html#required); open value sets are not checked.</summary>
internal sealed class BindingCheck(JsonText text, IssueSink sink)
{
    /// <summary>A primitive whose value must be a code of the set.</summary>
    public void Code(int row, JsonMember member)
    {
        if (member.Element.Binding?.Codes is { } codes && text.Entries[row].Kind == JsonKind.String && !codes.Contains(text.At(row).Utf8))
        {
            Report(codes);
        }
    }

    /// <summary>A Coding or CodeableConcept, of which one coding must be of the set.</summary>
    public void Concept(int row, JsonMember member)
    {
        if (member.Element.Binding?.Codes is not { } codes)
        {
            return;
        }

        var concept = text.At(row);
        var isMet = member.Type.Name switch
        {
            "Coding" => IsOf(codes, concept),
            "CodeableConcept" => HasOne(codes, concept["coding"u8]),
            _ => true,
        };
        if (!isMet)
        {
            Report(codes);
        }
    }

    private static bool HasOne(CodeList codes, JsonValue codings)
    {
        foreach (var coding in codings.Items)
        {
            if (IsOf(codes, coding))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOf(CodeList codes, JsonValue coding) => codes.Contains(coding["system"u8].Text, coding["code"u8].Text);

    private void Report(CodeList codes) => sink.Error(Problems.InvalidCode, $"Must be a code of {codes.ValueSet}.");
}
