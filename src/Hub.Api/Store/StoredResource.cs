namespace Hub.Api.Store;

/// <summary>One version of a resource as the store keeps it: the bytes, and what the gate and the answer need to know of them.</summary>
/// <remarks><c>Key</c> is the surrogate key of the resource, the same for all its versions. A deleted version has an empty body.</remarks>
public sealed record StoredResource(
    long Key,
    string Type,
    string Id,
    int Version,
    DateTimeOffset LastUpdated,
    bool Deleted,
    string? Patient,
    string Author,
    string Category,
    string? Referral,
    ReadOnlyMemory<byte> Body,
    string Method)
{
    /// <summary>Whose file it stands in, as a number (<see cref="PersonKeys"/>); 0 is nobody's.</summary>
    public int PersonKey { get; init; }

    /// <summary>On what basis the scope that read it sees it; null when nobody's permission was asked.</summary>
    public string? Basis { get; init; }

    public ResourceKey Address => new(Type, Id);
}
