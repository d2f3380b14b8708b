using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

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
        if (Takes(Severity.Error))
        {
            Add(Severity.Error, problem, text, below is null ? Place.ToString() : $"{Place}.{below}");
        }
    }

    /// <summary>An issue at a row of the text. The way to it is looked for only when the issue is taken.</summary>
    public void At(Severity severity, Problem problem, string words, JsonText text, int row)
    {
        if (Takes(severity))
        {
            Add(severity, problem, words, ElementPath.Of(text, row));
        }
    }

    private bool Takes(Severity severity) => severity <= Severity.Error ? !IsFull : warnings < maxIssues;

    private void Add(Severity severity, Problem problem, string text, string expression)
    {
        issues.Add(new Issue(severity, problem, text, expression));
        if (severity > Severity.Error)
        {
            warnings++;
        }
        else if (++errors == maxIssues)
        {
            issues.Add(Issue.Error(Problems.TooManyIssues));
        }
    }
}
