using Hub.Fhir.Definitions;

namespace Hub.Fhir.FhirPath.Semantics;

/// <summary>What is known of a node's result before it is evaluated: the types its items can have, and whether they have an order.</summary>
internal sealed record StaticType(IReadOnlyList<TypeDefinition> Fhir, IReadOnlyList<string> System, bool IsKnown, bool IsOrdered = true)
{
    public static StaticType Unknown { get; } = new([], [], IsKnown: false);

    public static StaticType Boolean { get; } = Of("Boolean");

    public static StaticType Of(string system) => new([], [system], IsKnown: true);

    public static StaticType Of(params IReadOnlyList<TypeDefinition> types) => new(types, [], types.All(type => !type.IsAbstract || type.Kind != TypeKind.Resource));

    public static StaticType Either(StaticType one, StaticType other) =>
        new([.. one.Fhir.Union(other.Fhir)], [.. one.System.Union(other.System)], one.IsKnown && other.IsKnown, one.IsOrdered && other.IsOrdered);

    /// <summary>Whether an item can be of the type: there is one that is it, stands below it, or above it.</summary>
    public bool MayBe(TypeSpecifier type) => !IsKnown || (type.Fhir is null && System.Count > 0)
        || (type.Fhir is { } wanted && Fhir.Any(one => one.Is(wanted.Name) || wanted.Is(one.Name)));

    public override string ToString() => string.Join(" or ", Fhir.Select(type => type.Name).Concat(System));
}
