namespace Hub.Fhir.Outcomes;

/// <summary>How bad a finding is (http://hl7.org/fhir/R4/valueset-issue-severity.html), worst first.</summary>
public enum Severity
{
    Fatal,
    Error,
    Warning,
    Information,
}

/// <summary>One finding: the place as a FHIRPath expression, and a sentence that says what to do. Never content of a record.</summary>
public sealed record Issue(Severity Severity, Problem Problem, string Text, string? Expression = null)
{
    public static Issue Error(Problem problem, string? text = null, string? expression = null) =>
        new(Severity.Error, problem, text ?? problem.Text, expression);

    public bool IsError => Severity <= Severity.Error;
}
