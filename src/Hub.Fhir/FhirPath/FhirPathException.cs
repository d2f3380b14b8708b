namespace Hub.Fhir.FhirPath;

/// <summary>When in its life an expression fails.</summary>
public enum FhirPathStage
{
    Syntax,
    Semantics,
    Execution,
    Limit,
}

/// <summary>An expression that cannot be read or carried out, with the place in its text, counted from 0.</summary>
public sealed class FhirPathException(FhirPathStage stage, string reason, int position)
    : Exception($"{reason} (at character {position + 1})")
{
    public FhirPathStage Stage { get; } = stage;

    /// <summary>The reason without the place. It quotes the expression, never the resource.</summary>
    public string Reason { get; } = reason;

    public int Position { get; } = position;
}
