using Hub.Fhir.Definitions;

namespace Hub.Fhir.Search.Extraction;

/// <summary>How the elements of one branch become values: under which code, of which type, with which binding.</summary>
internal sealed class Indexing
{
    private readonly CodeList? codes;

    public Indexing(SearchParameter parameter, string path)
    {
        Code = parameter.Code;
        OfTypeCode = Code + TokenSearch.OfTypeSuffix;
        ParameterType = parameter.Type;
        OnlyTarget = parameter.Targets is [var target] ? target : null;
        codes = parameter.Type == SearchParameterType.Token ? Paths.Element(path)?.Binding?.Codes : null;
    }

    public string Code { get; }

    public string OfTypeCode { get; }

    public SearchParameterType ParameterType { get; }

    /// <summary>The type that an id alone refers to.</summary>
    public string? OnlyTarget { get; }

    /// <summary>The system that the binding of the element gives to a code; null when there is none.</summary>
    public string? SystemOf(string code) => codes?.Systems.FirstOrDefault(system => system.Value.Contains(code)).Key;
}
