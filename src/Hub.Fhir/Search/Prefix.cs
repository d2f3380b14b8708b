namespace Hub.Fhir.Search;

/// <summary>How an ordered value is compared (https://hl7.org/fhir/R4/search.html#prefix).</summary>
public enum Prefix
{
    Eq,
    Ne,
    Gt,
    Lt,
    Ge,
    Le,
    Sa,
    Eb,
    Ap,
}
