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
        var element = FhirElement.OfResource(text.Root);
        if (definitions.Resource(text.Root["resourceType"u8].Utf8) is null)
        {
            issues.Add(Issue.Error(Problems.InvalidResource, "resourceType names no FHIR R4 resource type."));
            return null;
        }

        return new ValidResource(text, element);
    }
}
