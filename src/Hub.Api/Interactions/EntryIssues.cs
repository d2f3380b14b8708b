using Hub.Fhir.Outcomes;

namespace Hub.Api.Interactions;

/// <summary>Issues of one resource, told as issues of the Bundle it came in.</summary>
internal static class EntryIssues
{
    public static IReadOnlyList<Issue> Of(BundleEntry entry, IEnumerable<Issue> issues)
        => [.. issues.Select(issue => issue with { Expression = Expression(entry, issue.Expression) })];

    // "Patient.name[0]" within entry 2 is "Bundle.entry[2].resource.name[0]".
    private static string Expression(BundleEntry entry, string? expression)
    {
        if (string.IsNullOrEmpty(expression))
        {
            return entry.Place;
        }

        if (expression.StartsWith("Bundle.entry[", StringComparison.Ordinal))
        {
            return expression;
        }

        var dot = expression.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? $"{entry.Place}.resource" : $"{entry.Place}.resource{expression[dot..]}";
    }
}
