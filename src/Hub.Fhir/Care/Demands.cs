using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Care;

/// <summary>How the profiles of this folder put down what they find.</summary>
internal static class Demands
{
    public static void Demand(this ICollection<Issue> issues, bool holds, string expression, string text)
    {
        if (!holds)
        {
            issues.Add(Issue.Error(Problems.ProfileFailed, text, expression));
        }
    }

    public static void Advise(this ICollection<Issue> issues, bool holds, string expression, string text)
    {
        if (!holds)
        {
            issues.Add(new Issue(Severity.Warning, Problems.ProfileFailed, text, expression));
        }
    }

    /// <summary>A reference to that type, or one that only the bundle it comes in can tell.</summary>
    public static bool RefersTo(this JsonValue reference, params ReadOnlySpan<string> types)
    {
        var text = reference.Reference();
        if (text is null)
        {
            return false;
        }

        foreach (var type in types)
        {
            if (reference.IdOf(type) is not null || text.StartsWith(type + "?", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return text.StartsWith("urn:uuid:", StringComparison.Ordinal);
    }

    public static bool HasText(this JsonValue value) => value.Exists && !string.IsNullOrWhiteSpace(value.Text);
}
