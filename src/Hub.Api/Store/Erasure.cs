namespace Hub.Api.Store;

/// <summary>An erasure that one person asked for, and that another confirms until a moment; once done, who did it and the proof without content.</summary>
public sealed record Erasure(string Id, string Agency, ResourceKey Of, string AskedBy, string Reason, DateTimeOffset Asked, DateTimeOffset Until)
{
    public string? ConfirmedBy { get; init; }

    public DateTimeOffset Done { get; init; }

    /// <summary>Which versions of which resources were erased, each with the hash of what it held.</summary>
    public string? Proof { get; init; }

    public bool IsDone => ConfirmedBy is not null;
}

/// <summary>One version that was erased: the SHA-256 of its bytes shows, to whoever has them, that it was this.</summary>
public sealed record ErasedVersion(string Resource, int Version, string Sha256);
