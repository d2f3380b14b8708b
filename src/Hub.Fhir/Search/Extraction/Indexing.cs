using Hub.Fhir.Definitions;

namespace Hub.Fhir.Search.Extraction;

/// <summary>How the elements that a parameter finds become values: under which code, and of which type.</summary>
internal sealed class Indexing(SearchParameter parameter)
{
    public string Code { get; } = parameter.Code;

    public string OfTypeCode { get; } = parameter.Code + TokenSearch.OfTypeSuffix;

    public SearchParameterType ParameterType { get; } = parameter.Type;

    /// <summary>The type that an id alone refers to.</summary>
    public string? OnlyTarget { get; } = parameter.Targets is [var target] ? target : null;
}
