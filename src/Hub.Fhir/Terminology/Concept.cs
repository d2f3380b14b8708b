namespace Hub.Fhir.Terminology;

/// <summary>One code of a code system with the words people see.</summary>
public sealed record Concept(string Code, string Display, string? Definition = null);

/// <summary>A concept with the system it is of, as a value set lists it.</summary>
public sealed record SystemConcept(string System, string Code, string Display);
