namespace Hub.Fhir.Definitions;

/// <summary>What a type of the definitions is; Backbone is an element with children of its own, such as Patient.contact.</summary>
public enum TypeKind
{
    Primitive,
    Complex,
    Backbone,
    Resource,
    Logical,
}
