namespace Hub.Fhir.Search;

/// <summary>What follows a parameter's name after the colon (https://hl7.org/fhir/R4/search.html#modifiers).</summary>
public enum Modifier
{
    None,
    Missing,
    Exact,
    Contains,
    Not,
    Text,
    In,
    NotIn,
    Below,
    Above,
    OfType,
    Identifier,
    Type,
}
