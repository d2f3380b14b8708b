using System.Collections.Concurrent;
using Hub.Fhir.Definitions;

namespace Hub.Fhir.Search;

/// <summary>What the elements behind a search parameter are.</summary>
internal static class ParameterTypes
{
    private static readonly string[] Strings = ["Identifier", "ContactPoint", "string"];

    private static readonly ConcurrentDictionary<(string Type, string Url), bool> Known = new();

    /// <summary>R4: a token over a FHIR string ignores case. So do identifiers and telecoms, whose value is a string.</summary>
    public static bool IgnoresCase(string? type, SearchParameter parameter) =>
        type is not null && Known.GetOrAdd((type, parameter.Url), static (key, parameter) => AreStrings(key.Type, parameter), parameter);

    private static bool AreStrings(string type, SearchParameter parameter)
    {
        var paths = parameter.Expression!.Split('|', StringSplitOptions.TrimEntries)
            .Where(path => path.StartsWith(type + ".", StringComparison.Ordinal))
            .ToList();
        return paths.Count > 0 && paths.TrueForAll(path => Strings.Contains(TypeAt(path)));
    }

    /// <summary>The type that a plain path leads to, a closing where() apart; null for any other expression.</summary>
    private static string? TypeAt(string path)
    {
        var where = path.IndexOf(".where(", StringComparison.Ordinal);
        var names = (where < 0 ? path : path[..where]).Split('.');
        var type = DefinitionSet.R4.Type(names[0]);
        foreach (var name in names.Skip(1))
        {
            type = type?.Element(name) is { Types: [var single] } ? single : null;
        }

        return type?.Name;
    }
}
