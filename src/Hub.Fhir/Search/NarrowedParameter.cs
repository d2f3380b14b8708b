using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Hub.Fhir.Definitions;
using Hub.Fhir.Search.Extraction;

namespace Hub.Fhir.Search;

/// <summary>
/// A parameter that says nothing of its own: the values of another one of the same type, as far as they name a resource of one type. So
/// is patient, "Observation.subject.where(resolve() is Patient)", beside subject, "Observation.subject". Its values are those of the
/// wider one, so that nothing need be kept twice.
/// </summary>
/// <param name="Code">Of the narrower one.</param>
/// <param name="Wider">The code of the wider one.</param>
/// <param name="Target">The type of what is named, such as Patient.</param>
public sealed partial record NarrowedParameter(string Code, string Wider, string Target)
{
    private static readonly ConcurrentDictionary<string, FrozenDictionary<string, NarrowedParameter>> ByType = new(StringComparer.Ordinal);

    /// <summary>Null when the parameter has values of its own.</summary>
    public static NarrowedParameter? Find(string type, string code) => Known(type).GetValueOrDefault(code);

    /// <summary>All of the type.</summary>
    public static IReadOnlyList<NarrowedParameter> Of(string type) => Known(type).Values;

    private static FrozenDictionary<string, NarrowedParameter> Known(string type) => ByType.GetOrAdd(type, Load);

    private static FrozenDictionary<string, NarrowedParameter> Load(string type)
    {
        var references = SearchParameters.Of(type).Values.Where(parameter => parameter.Type == SearchParameterType.Reference)
            .Select(parameter => (parameter.Code, Branches: Branches.Of(type, parameter.Expression!).ToList()))
            .Where(parameter => parameter.Branches.Count == 1)
            .OrderBy(parameter => parameter.Code, StringComparer.Ordinal).ToList();
        var narrowed =
            from one in references
            let match = NarrowedExpression().Match(one.Branches[0])
            where match.Success
            let wider = references.Find(other => other.Branches[0] == match.Groups["wider"].Value).Code
            where wider is not null
            select new NarrowedParameter(one.Code, wider, match.Groups["target"].Value);
        return narrowed.ToFrozenDictionary(one => one.Code, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^(?<wider>.+)\.where\(resolve\(\) is (?<target>\w+)\)$")]
    private static partial Regex NarrowedExpression();
}
