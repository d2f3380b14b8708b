namespace Hub.Fhir.Definitions;

/// <summary>One element of a type (http://hl7.org/fhir/R4/elementdefinition.html), as far as the hub needs it.</summary>
public sealed class ElementDefinition
{
    /// <summary>"value" for value[x].</summary>
    public required string Name { get; init; }

    public required bool IsChoice { get; init; }

    public required int Min { get; init; }

    /// <summary>int.MaxValue for *.</summary>
    public required int Max { get; init; }

    public required bool IsSummary { get; init; }

    public required bool IsModifier { get; init; }

    /// <summary>The names of the resource types that a Reference or canonical may point to; "Resource" for any.</summary>
    public required IReadOnlyList<string> TargetTypes { get; init; }

    public required Binding? Binding { get; init; }

    /// <summary>The invariants that stand at this element; those of its type stand at the type.</summary>
    public required IReadOnlyList<Invariant> Invariants { get; init; }

    public required IReadOnlyList<TypeDefinition> Types { get; init; }

    public bool IsArray => Max > 1;

    public bool IsXhtml => Types is [{ Name: "xhtml" }];

    public override string ToString() => IsChoice ? Name + "[x]" : Name;
}
