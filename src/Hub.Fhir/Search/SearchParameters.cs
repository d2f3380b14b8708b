using System.Collections.Concurrent;
using Hub.Fhir.Definitions;

namespace Hub.Fhir.Search;

/// <summary>The search parameters of each type by their code.</summary>
public static class SearchParameters
{
    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, SearchParameter>> ByType = new(StringComparer.Ordinal);

    private static readonly Lazy<IReadOnlyDictionary<string, SearchParameter>> ByUrl =
        new(() => DefinitionSet.R4.AllSearchParameters.ToDictionary(parameter => parameter.Url, StringComparer.Ordinal));

    private static readonly Lazy<IReadOnlyList<SearchParameter>> OwnParameters =
        new(() => [.. EmbeddedJson.All("searchparameter.").Select(DefinitionReader.Parameter)]);

    /// <summary>Null when the type has no such parameter, or one that is not an expression over the resource (_text, _content, _query).</summary>
    public static SearchParameter? Find(string? type, string code) => Of(type).GetValueOrDefault(code);

    /// <summary>All that can be searched; for null those that every type has.</summary>
    public static IReadOnlyDictionary<string, SearchParameter> Of(string? type) => ByType.GetOrAdd(type ?? "Resource", Load);

    /// <summary>Those of a type that R4 does not have: the hub's own, as published in specs/search-parameters.</summary>
    public static IReadOnlyList<SearchParameter> Own(string type) => [.. OwnParameters.Value.Where(parameter => parameter.Base.Contains(type))];

    /// <summary>The parameter that a component of a composite stands for.</summary>
    public static SearchParameter? At(string url) => ByUrl.Value.GetValueOrDefault(url);

    private static Dictionary<string, SearchParameter> Load(string type)
    {
        var found = new Dictionary<string, SearchParameter>(StringComparer.Ordinal);
        foreach (var parameter in DefinitionSet.R4.SearchParameters(type).Concat(Own(type)))
        {
            if (parameter.Expression is not null)
            {
                found.TryAdd(parameter.Code, parameter);
            }
        }

        return found;
    }
}
