using Hub.Api.Audit;
using Hub.Fhir.Definitions;
using Hub.Fhir.Search;

namespace Hub.Api.Interactions;

/// <summary>What a type can be searched by here, in the order of the codes. The audit has its own, shorter list.</summary>
internal static class Searchable
{
    private const string Audit = "AuditEvent";

    public static IReadOnlyList<SearchParameter> Parameters(string type)
        => [.. SearchParameters.Of(type).Values
            .Where(parameter => type != Audit || AuditSearch.Parameters.Contains(parameter.Code))
            .Where(parameter => parameter.Type != SearchParameterType.Special)
            .OrderBy(parameter => parameter.Code, StringComparer.Ordinal)];

    public static IReadOnlyList<string> Includes(string type)
        => type == Audit
            ? []
            : [.. Parameters(type).Where(parameter => parameter.Type == SearchParameterType.Reference).Select(parameter => $"{type}:{parameter.Code}")];
}
