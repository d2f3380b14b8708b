using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation;

/// <summary>The form of a literal reference, and whether its type may stand here (http://hl7.org/fhir/R4/references.html).</summary>
internal sealed class ReferenceCheck(DefinitionSet definitions, JsonText text, IssueSink sink)
{
    public void Check(int row, JsonMember member)
    {
        if (member.Type.Name != "Reference" || text.At(row)["reference"u8] is not { Kind: JsonKind.String } literal)
        {
            return;
        }

        var reference = ResourceReference.Parse(literal.Text);
        if (!IsAllowed(reference.Kind))
        {
            sink.Error(Problems.InvalidReference, "Must be Type/id, an absolute URL, urn:uuid:…, urn:oid:… or #id of a contained resource.", "reference");
        }
        else if (reference.Type is { } type && !IsTarget(type, member.Element))
        {
            sink.Error(Problems.InvalidReference, $"May refer to {string.Join(", ", member.Element.TargetTypes)}, not to {type}.", "reference");
        }
        else if (reference.Type is not null && text.At(row)["type"u8] is { Exists: true } said && said.Text != reference.Type)
        {
            sink.Error(Problems.InvalidReference, "Reference.type must be the type that the reference names.", "type");
        }
    }

    /// <summary>Conditional references stand in transactions, which resolve them before they are kept.</summary>
    private bool IsAllowed(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Invalid => false,
        ReferenceKind.Conditional => text.Root["resourceType"u8].TextEquals("Bundle"u8),
        _ => true,
    };

    private bool IsTarget(string type, ElementDefinition element) =>
        element.TargetTypes.Count == 0 || element.TargetTypes.Any(target => definitions.Type(type)!.Is(target));
}
