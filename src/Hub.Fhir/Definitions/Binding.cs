namespace Hub.Fhir.Definitions;

/// <summary>How strictly an element's codes are bound to a value set.</summary>
public enum BindingStrength
{
    Required,
    Extensible,
    Preferred,
    Example,
}

/// <summary>The value set of an element (http://hl7.org/fhir/R4/terminologies.html#strength). Codes is null when it is open or not required.</summary>
public sealed record Binding(BindingStrength Strength, string ValueSet, CodeList? Codes);
