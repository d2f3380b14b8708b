namespace Hub.Api.Store;

/// <summary>One page of a search: matches in order, what they include, and where the next page starts.</summary>
public sealed record SearchResult(
    IReadOnlyList<StoredResource> Matches,
    IReadOnlyList<StoredResource> Included,
    long? Total,
    string? NextCursor);
