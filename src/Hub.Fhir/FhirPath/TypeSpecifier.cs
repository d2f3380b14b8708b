using Hub.Fhir.Definitions;

namespace Hub.Fhir.FhirPath;

/// <summary>The name of a type: Quantity, FHIR.Quantity, System.Boolean (https://hl7.org/fhirpath/N1/#type-specifiers).</summary>
internal sealed class TypeSpecifier
{
    private static readonly string[] SystemTypes = ["Any", "Boolean", "String", "Integer", "Long", "Decimal", "Date", "DateTime", "Time", "Quantity"];

    private readonly string name;
    private readonly TypeDefinition? fhir;
    private readonly bool system;

    private TypeSpecifier(string text, string name, TypeDefinition? fhir, bool system)
    {
        Text = text;
        this.name = name;
        this.fhir = fhir;
        this.system = system;
    }

    public string Text { get; }

    /// <summary>The FHIR type meant; null when it is a System type only.</summary>
    public TypeDefinition? Fhir => fhir;

    /// <summary>Null when there is no such type.</summary>
    public static TypeSpecifier? Find(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var space = dot < 0 ? null : text[..dot];
        var name = text[(dot + 1)..];
        var fhir = space is null or "FHIR" ? DefinitionSet.R4.Type(name) : null;
        var system = space is null or "System" && SystemTypes.Contains(name);
        return fhir is null && !system && space != "System" ? null : new TypeSpecifier(text, name, fhir, system);
    }

    /// <summary>Whether the item is of the type or of one below it.</summary>
    public bool Includes(in FhirPathValue item) => item.IsElement
        ? fhir is not null && IsOrDescends(item.Element.Type, fhir)
        : system && (name == "Any" || item.Literal!.TypeName == name);

    /// <summary>As `as` and ofType() select: a primitive is of its own type only, a code is no string there.</summary>
    public bool Selects(in FhirPathValue item) =>
        item.IsElement && item.Element.Type.IsPrimitive ? ReferenceEquals(item.Element.Type, fhir) : Includes(item);

    private static bool IsOrDescends(TypeDefinition? type, TypeDefinition ancestor)
    {
        while (type is not null && !ReferenceEquals(type, ancestor))
        {
            type = type.BaseType;
        }

        return type is not null;
    }
}
