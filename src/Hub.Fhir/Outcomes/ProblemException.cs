namespace Hub.Fhir.Outcomes;

/// <summary>The single exception by which a request ends without success; it carries every issue found.</summary>
public sealed class ProblemException(IReadOnlyList<Issue> issues) : Exception(issues[0].Problem.Code)
{
    public ProblemException(Problem problem)
        : this(problem, problem.Text)
    {
    }

    public ProblemException(Problem problem, string text, string? expression = null)
        : this([Issue.Error(problem, text, expression)])
    {
    }

    public IReadOnlyList<Issue> Issues { get; } = issues;

    /// <summary>The resource it is about as type/id, when that is another than the one the request names.</summary>
    public string? Subject { get; init; }

    /// <summary>The HTTP status of the worst issue; among equals the highest number.</summary>
    public int Status => Issues.OrderBy(issue => issue.Severity).ThenByDescending(issue => issue.Problem.Status).First().Problem.Status;
}
