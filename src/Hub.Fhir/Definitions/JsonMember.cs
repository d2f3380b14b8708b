namespace Hub.Fhir.Definitions;

/// <summary>One JSON property that a type may have: valueString for value[x], _birthDate for birthDate.</summary>
public sealed class JsonMember
{
    /// <summary>As it stands in JSON.</summary>
    public required string Name { get; init; }

    public required ElementDefinition Element { get; init; }

    public required TypeDefinition Type { get; init; }

    /// <summary>The place of the element in the type, for sets of bits.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The id and extensions of a primitive, with an underscore before the name.</summary>
    public required bool IsSibling { get; init; }

    /// <summary>The property with the value to this sibling, or the sibling to this property; null for what is no primitive.</summary>
    public JsonMember? Counterpart { get; internal set; }

    /// <summary>As it stands in FHIRPath: value.ofType(string) for valueString.</summary>
    public required string Step { get; init; }

    /// <summary>As ElementDefinition.path has it: Patient.contact.name, Observation.value[x].</summary>
    public required string Path { get; init; }

    /// <summary>What may name a resource: Reference.reference, and all uris, urls and canonicals.</summary>
    public required bool IsAddress { get; init; }

    internal byte[] Utf8Name { get; init; } = [];
}
