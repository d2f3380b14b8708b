using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Validation;

/// <summary>Takes issues with the place where they were found, and no more than a bounded number; warnings never crowd errors out.</summary>
internal sealed class IssueSink(ICollection<Issue> issues, int maxIssues)
{
    private int errors;
    private int warnings;

    public Place Place { get; } = new();

    public bool IsFull => errors >= maxIssues;

    public bool HasErrors => errors > 0;

    /// <summary>An error at the present place, or at an element below it.</summary>
    public void Error(Problem problem, string text, string? below = null)
    {
        if (!IsFull)
        {
            At(Severity.Error, problem, text, below is null ? Place.ToString() : $"{Place}.{below}");
        }
    }

    public void At(Severity severity, Problem problem, string text, string expression)
    {
        if (severity > Severity.Error)
        {
            if (warnings++ < maxIssues)
            {
                issues.Add(new Issue(severity, problem, text, expression));
            }

            return;
        }

        if (!IsFull)
        {
            issues.Add(new Issue(severity, problem, text, expression));
            if (++errors == maxIssues)
            {
                issues.Add(Issue.Error(Problems.TooManyIssues));
            }
        }
    }
}
