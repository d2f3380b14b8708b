using Hub.Fhir.Types;

namespace Hub.Fhir.Diff;

/// <summary>What happened to an element.</summary>
public enum ChangeKind
{
    Added,
    Removed,
    Replaced,
}

/// <summary>
/// One change between two versions. The expression is a place in the newer version; of what was removed, in the older. Before
/// does not exist for what was added, After not for what was removed.
/// </summary>
public sealed record Change(ChangeKind Kind, string Expression, FhirElement Before, FhirElement After);
