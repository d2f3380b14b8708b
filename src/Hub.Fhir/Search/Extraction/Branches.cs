using Hub.Fhir.Definitions;

namespace Hub.Fhir.Search.Extraction;

/// <summary>Cuts the union of a search parameter, "Patient.name | Person.name", and keeps what begins at one type.</summary>
internal static class Branches
{
    public static IEnumerable<string> Of(string type, string expression)
    {
        var definition = DefinitionSet.R4.Type(type)!;
        return Cut(expression).Where(branch => definition.Is(Head(branch)));
    }

    private static List<string> Cut(string expression)
    {
        var branches = new List<string>();
        var (start, nesting) = (0, 0);
        var quoted = false;
        for (var i = 0; i < expression.Length; i++)
        {
            quoted ^= expression[i] == '\'';
            nesting += quoted ? 0 : expression[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (expression[i] == '|' && nesting == 0 && !quoted)
            {
                branches.Add(expression[start..i].Trim());
                start = i + 1;
            }
        }

        branches.Add(expression[start..].Trim());
        return branches.Count == 1 && branches[0].StartsWith('(') && branches[0].EndsWith(')') ? Cut(branches[0][1..^1]) : branches;
    }

    private static string Head(string branch)
    {
        var start = branch.TakeWhile(c => c == '(').Count();
        var end = start;
        while (end < branch.Length && char.IsAsciiLetterOrDigit(branch[end]))
        {
            end++;
        }

        return branch[start..end];
    }
}
