using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Validation;

/// <summary>Takes issues with the place where they were found, and no more than a bounded number.</summary>
internal sealed class IssueSink(ICollection<Issue> issues, int maxIssues)
{
    private int taken;

    public Place Place { get; } = new();

    public bool IsFull => taken >= maxIssues;

    public bool HasErrors { get; private set; }

    public void Error(Problem problem, string text, string? below = null) => Add(Severity.Error, problem, text, below);

    public void Warning(Problem problem, string text) => Add(Severity.Warning, problem, text, null);

    private void Add(Severity severity, Problem problem, string text, string? below)
    {
        if (IsFull)
        {
            return;
        }

        var expression = below is null ? Place.ToString() : $"{Place}.{below}";
        issues.Add(new Issue(severity, problem, text, expression));
        HasErrors |= severity <= Severity.Error;
        if (++taken == maxIssues)
        {
            issues.Add(Issue.Error(Problems.TooManyIssues));
            HasErrors = true;
        }
    }
}
