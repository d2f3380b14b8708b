using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation;

/// <summary>Holds a JSON text against the definitions of FHIR R4 (http://hl7.org/fhir/R4/validation.html).</summary>
public sealed class Validator
{
    private readonly DefinitionSet definitions;

    private Validator(DefinitionSet definitions) => this.definitions = definitions;

    public static Validator R4 { get; } = new(DefinitionSet.R4);

    /// <summary>Null when there is an error; warnings may be among the issues of a valid resource.</summary>
    public ValidResource? Validate(JsonText text, ICollection<Issue> issues, int maxIssues = 100)
    {
        if (text.Root["resourceType"u8] is not { Kind: JsonKind.String } name || definitions.Resource(name.Utf8) is not { } type)
        {
            issues.Add(Issue.Error(Problems.InvalidResource, "The body must be a JSON object whose resourceType names a FHIR R4 resource type."));
            return null;
        }

        var sink = new IssueSink(issues, maxIssues);
        new StructureCheck(definitions, text, sink).Root(type, withInvariants: true);
        return sink.HasErrors ? null : new ValidResource(text, FhirElement.OfResource(text.Root));
    }

    /// <summary>The structure alone, for measuring: it makes no valid resource.</summary>
    internal bool HasStructure(JsonText text)
    {
        var sink = new IssueSink([], 1);
        new StructureCheck(definitions, text, sink).Root(definitions.Resource(text.Root["resourceType"u8].Utf8)!, withInvariants: false);
        return !sink.HasErrors;
    }
}
