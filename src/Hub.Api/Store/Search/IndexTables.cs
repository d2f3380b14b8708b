using Hub.Fhir.Definitions;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Store.Search;

/// <summary>Which index table holds the values of a search parameter.</summary>
internal static class IndexTables
{
    private const string AnyType = "Resource";

    public static (string Table, string Code) Of(string? type, string code)
    {
        var parameter = Parameter(type, code);
        return (parameter.Type switch
        {
            SearchParameterType.Token => "index_token",
            SearchParameterType.Reference => "index_reference",
            SearchParameterType.Date => "index_date",
            SearchParameterType.String => "index_string",
            SearchParameterType.Number => "index_number",
            SearchParameterType.Quantity => "index_quantity",
            SearchParameterType.Uri => "index_uri",
            _ => throw new ProblemException(Problems.NotSupported, $"The hub cannot say of {code} whether it is missing, nor sort by it."),
        }, code);
    }

    public static SearchParameter Parameter(string? type, string code) =>
        DefinitionSet.R4.SearchParameters(type ?? AnyType).FirstOrDefault(parameter => parameter.Code == code)
        ?? throw new ProblemException(Problems.UnknownParameter, $"{type ?? AnyType} has no search parameter {code}.");
}
