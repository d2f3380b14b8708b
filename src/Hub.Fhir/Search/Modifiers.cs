using Hub.Fhir.Definitions;

namespace Hub.Fhir.Search;

/// <summary>Which modifier a suffix is, and which parameter types take it (https://hl7.org/fhir/R4/search.html#modifiers).</summary>
internal static class Modifiers
{
    /// <summary>Null when the suffix means nothing.</summary>
    public static Modifier? Read(string? suffix) => suffix switch
    {
        null => Modifier.None,
        "missing" => Modifier.Missing,
        "exact" => Modifier.Exact,
        "contains" => Modifier.Contains,
        "not" => Modifier.Not,
        "text" => Modifier.Text,
        "in" => Modifier.In,
        "not-in" => Modifier.NotIn,
        "below" => Modifier.Below,
        "above" => Modifier.Above,
        "of-type" or "ofType" => Modifier.OfType,
        "identifier" => Modifier.Identifier,
        _ => DefinitionSet.R4.ResourceTypes.Contains(suffix) ? Modifier.Type : null,
    };

    public static bool Fits(Modifier modifier, SearchParameterType type) => modifier switch
    {
        Modifier.None or Modifier.Missing => true,
        Modifier.Exact or Modifier.Contains => type == SearchParameterType.String,
        Modifier.Not or Modifier.Text or Modifier.In or Modifier.NotIn or Modifier.OfType => type == SearchParameterType.Token,
        Modifier.Below => type is SearchParameterType.Token or SearchParameterType.Reference or SearchParameterType.Uri,
        Modifier.Above => type is SearchParameterType.Token or SearchParameterType.Uri,
        _ => type == SearchParameterType.Reference,
    };
}
