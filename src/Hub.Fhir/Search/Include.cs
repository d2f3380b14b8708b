namespace Hub.Fhir.Search;

/// <summary>
/// _include or _revinclude: the resources <paramref name="Parameter"/> of <paramref name="Source"/> refers to (or, reversed, that refer by it).
/// Parameter "*" is every reference parameter; source "*" every type. <paramref name="Target"/> null is any type.
/// </summary>
public sealed record Include(string Source, string Parameter, string? Target, bool Iterate);
