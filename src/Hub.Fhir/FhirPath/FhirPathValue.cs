using Hub.Fhir.FhirPath.Values;
using Hub.Fhir.Types;

namespace Hub.Fhir.FhirPath;

/// <summary>One item of a collection: an element of a resource, or a value of a System type. The default is no item at all.</summary>
public readonly struct FhirPathValue
{
    public FhirPathValue(FhirElement element) => Element = element;

    public FhirPathValue(SystemValue literal) => Literal = literal;

    public FhirElement Element { get; }

    /// <summary>Null when the item is an element.</summary>
    public SystemValue? Literal { get; }

    public bool Exists => Literal is not null || Element.Exists;

    public bool IsElement => Element.Exists;

    /// <summary>The literal, or the value of a primitive or Quantity element; null for other elements and for primitives without a value.</summary>
    public SystemValue? System => Literal ?? (Element.Exists ? ElementValues.Of(Element) : null);

    public override string ToString() => Literal?.ToString() ?? Element.ToString();
}
