namespace Hub.Fhir.Definitions;

/// <summary>The types of search parameters (http://hl7.org/fhir/R4/search.html#ptypes).</summary>
public enum SearchParameterType
{
    Number,
    Date,
    String,
    Token,
    Reference,
    Composite,
    Quantity,
    Uri,
    Special,
}

/// <summary>One official search parameter; Components belong to composites only.</summary>
public sealed record SearchParameter(
    string Code,
    string Url,
    SearchParameterType Type,
    IReadOnlyList<string> Base,
    string? Expression,
    IReadOnlyList<string> Targets,
    IReadOnlyList<(string Definition, string Expression)> Components);
