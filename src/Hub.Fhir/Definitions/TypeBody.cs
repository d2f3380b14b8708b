namespace Hub.Fhir.Definitions;

/// <summary>What a type says itself; what is inherited stays with the base.</summary>
internal sealed record TypeBody(IReadOnlyList<ElementDefinition> Elements, IReadOnlyList<Invariant> Invariants, string? Pattern);
