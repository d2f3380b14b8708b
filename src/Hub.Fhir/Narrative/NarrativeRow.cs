using Hub.Fhir.FhirPath;

namespace Hub.Fhir.Narrative;

/// <summary>One line of a narrative: what it is about, and where in the resource it stands.</summary>
internal sealed record NarrativeRow(string Label, FhirPathExpression Path)
{
    public NarrativeRow(string label, string path)
        : this(label, FhirPathExpression.Compile(path))
    {
    }
}

/// <summary>What is told of one kind of resource, in the order in which people ask.</summary>
internal sealed record NarrativeForm(string Title, IReadOnlyList<NarrativeRow> Rows);
