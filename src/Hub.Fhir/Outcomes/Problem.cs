namespace Hub.Fhir.Outcomes;

/// <summary>One kind of problem: stable type code, FHIR issue.code, HTTP status, and a sentence a person understands.</summary>
public sealed record Problem(string Code, string IssueCode, int Status, string Text);
