namespace Hub.Fhir.Search;

/// <summary>One key of _sort: ascending by the least value of a resource, descending by the greatest; resources without a value come last.</summary>
public sealed record SortKey(string Parameter, bool Descending);
