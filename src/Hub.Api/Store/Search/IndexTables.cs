using Hub.Fhir.Definitions;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;

namespace Hub.Api.Store.Search;

/// <summary>Which index table holds the values of a search parameter.</summary>
internal static class IndexTables
{
    /// <summary>Of a composite, the first part: each of its values has one.</summary>
    public static (string Table, string Code) Of(string? type, string code)
    {
        var parameter = Parameter(type, code);
        return parameter.Type == SearchParameterType.Composite && SearchParameters.At(parameter.Components[0].Definition) is { } first
            ? (Table(first), IndexWriter.PartCode(code, 0))
            : (Table(parameter), code);
    }

    public static SearchParameter Parameter(string? type, string code) => SearchParameters.Find(type, code)
        ?? throw new ProblemException(Problems.UnknownParameter, $"There is no search parameter {code}.");

    private static string Table(SearchParameter parameter) => parameter.Type switch
    {
        SearchParameterType.Token => "index_token",
        SearchParameterType.Reference => "index_reference",
        SearchParameterType.Date => "index_date",
        SearchParameterType.String => "index_string",
        SearchParameterType.Number => "index_number",
        SearchParameterType.Quantity => "index_quantity",
        SearchParameterType.Uri => "index_uri",
        _ => throw new ProblemException(Problems.NotSupported, $"The hub neither sorts by {parameter.Code} nor says whether it is missing."),
    };
}
