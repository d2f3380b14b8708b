namespace Hub.Fhir.Terminology;

/// <summary>Whether a code is valid: true, false, or null when the hub does not hold enough to say (never a guess).</summary>
public sealed record CodeAnswer(bool? Result, string Message, string? Display = null)
{
    public bool IsChecked => Result is not null;
}

/// <summary>A page of a value set: Total counts what the filter left.</summary>
public sealed record Expansion(ValueSet ValueSet, int Total, int Offset, IReadOnlyList<SystemConcept> Concepts);
