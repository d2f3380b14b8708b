namespace Hub.Fhir.Terminology;

/// <summary>How one code is said in another system; Code is null where it cannot be said there.</summary>
public sealed record Translation(string? Code, string? Display, string System, string Equivalence, string? Comment, string Map);

/// <summary>From one code system to another, code by code (http://hl7.org/fhir/R4/conceptmap.html).</summary>
public sealed record ConceptMap(string Url, string Source, string Target, ILookup<string, MappedCode> Codes);

/// <summary>One target of one code, as the map says it.</summary>
public sealed record MappedCode(string? Code, string Equivalence, string? Comment);
