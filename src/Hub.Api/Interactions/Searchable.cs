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
            : [.. References(type).Select(parameter => $"{type}:{parameter.Code}")];

    public static IReadOnlyList<string> RevIncludes(string type)
        => type == Audit
            ? []
            : [.. HubTypes.Stored
                .Where(source => source != Audit)
                .Order(StringComparer.Ordinal)
                .SelectMany(source => References(source).Where(parameter => parameter.Targets.Contains(type)).Select(parameter => $"{source}:{parameter.Code}"))];

    /// <summary>Those that the parameter takes; for references also the types it can lead to.</summary>
    public static IReadOnlyList<string> Modifiers(string type, SearchParameter parameter)
        => type == Audit
            ? []
            : [.. SearchModifiers.Of(parameter.Type), .. parameter.Type == SearchParameterType.Reference ? parameter.Targets.Intersect(HubTypes.Stored) : []];

    public static IReadOnlyList<string> Prefixes(SearchParameter parameter)
        => parameter.Type is SearchParameterType.Date or SearchParameterType.Number or SearchParameterType.Quantity
            ? [.. Enum.GetNames<Prefix>().Select(name => name.ToLowerInvariant())]
            : [];

    private static IEnumerable<SearchParameter> References(string type) => Parameters(type).Where(parameter => parameter.Type == SearchParameterType.Reference);
}
