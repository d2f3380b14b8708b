using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>What a check of profiles has found, bounded, each finding once. Silent ones only count: they decide which slice an item is of.</summary>
internal sealed class ProfileFindings(ICollection<Issue>? issues, int maxIssues)
{
    private readonly HashSet<(string, string)> told = [];

    public static ProfileFindings Silent() => new(null, 1);

    public int Errors { get; private set; }

    /// <summary>Nothing more is looked for.</summary>
    public bool IsFull => Errors >= maxIssues;

    public void Error(Problem problem, string text, FhirElement element, string? below = null) => Add(Severity.Error, problem, text, element, below);

    public void Add(Severity severity, Problem problem, string text, FhirElement element, string? below = null)
    {
        if (issues is null)
        {
            Errors += severity <= Severity.Error ? 1 : 0;
            return;
        }

        var expression = below is null ? element.Expression : $"{element.Expression}.{below}";
        if (IsFull || told.Count >= 10 * maxIssues || !told.Add((text, expression)))
        {
            return;
        }

        issues.Add(new Issue(severity, problem, text, expression));
        if (severity <= Severity.Error && ++Errors == maxIssues)
        {
            issues.Add(Issue.Error(Problems.TooManyIssues));
        }
    }
}
