using Hub.Fhir.Definitions;

namespace Hub.Fhir.Search.Extraction;

/// <summary>Follows a plain path through the definitions; what stands in brackets, as where(...) and as(...), is passed over.</summary>
internal static class Paths
{
    /// <summary>The element at the end, null when the path is more than names.</summary>
    public static ElementDefinition? Element(string path)
    {
        var names = Names(path);
        var type = names.Count > 0 ? DefinitionSet.R4.Type(names[0]) : null;
        ElementDefinition? element = null;
        foreach (var name in names.Skip(1))
        {
            element = type?.Element(name);
            type = element?.Types is [var single] ? single : null;
            if (element is null)
            {
                return null;
            }
        }

        return element;
    }

    private static List<string> Names(string path)
    {
        var names = new List<string>();
        foreach (var part in path.TrimStart('(').Split('.'))
        {
            var name = part.TakeWhile(char.IsAsciiLetterOrDigit).Count();
            if (name < part.Length)
            {
                if (part[name] != '(')
                {
                    names.Add(part[..name]);
                }

                break;
            }

            names.Add(part);
        }

        return names;
    }
}
