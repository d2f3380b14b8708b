namespace Hub.Fhir.Definitions;

/// <summary>A rule that must hold where it stands: Severity is error or warning, Expression is FHIRPath.</summary>
public sealed record Invariant(string Key, string Severity, string Human, string Expression);
