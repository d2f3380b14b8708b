namespace Hub.Api.Store.Rows;

/// <summary>What is current of a resource: where it is, whose it is, and which version holds its body.</summary>
internal sealed class ResourceRow
{
    public long ResourceKey { get; set; }
    public int PersonKey { get; set; }
    public required string Type { get; set; }
    public required string Id { get; set; }
    public int Version { get; set; }

    /// <summary>The row of <c>resource_version</c> that holds the current body.</summary>
    public long Sequence { get; set; }
    public long LastUpdated { get; set; }
    public bool Deleted { get; set; }
    public string? Patient { get; set; }
    public required string Author { get; set; }
    public required string Category { get; set; }
    public string? Referral { get; set; }
    public required string Method { get; set; }
}

/// <summary>Where the resource of a type and id is; its key makes that pair unique, whatever the other tables are distributed by.</summary>
internal sealed class LocatorRow
{
    public required string Type { get; set; }
    public required string Id { get; set; }
    public long ResourceKey { get; set; }
    public int PersonKey { get; set; }
}

/// <summary>One version of a resource, append-only. <c>Sequence</c> numbers all versions of the hub without gaps, in the order of commits.</summary>
internal sealed class VersionRow
{
    public long Sequence { get; set; }
    public int PersonKey { get; set; }
    public long ResourceKey { get; set; }
    public required string Type { get; set; }
    public int Version { get; set; }
    public long LastUpdated { get; set; }
    public bool Deleted { get; set; }
    public string? Patient { get; set; }
    public required string Author { get; set; }
    public required string Category { get; set; }
    public string? Referral { get; set; }
    public required string Method { get; set; }
    public required byte[] Body { get; set; }
    public required string RequestId { get; set; }
    public string? CorrelationId { get; set; }
}

/// <summary>The counters of the hub in one row, locked by whoever writes: this is what makes every number gap-free.</summary>
internal sealed class ClockRow
{
    public int Id { get; set; }
    public long Resource { get; set; }
    public long Sequence { get; set; }
    public long Event { get; set; }
    public long Audit { get; set; }
    public long Name { get; set; }
    public int Parameter { get; set; }
    public long Time { get; set; }
    public required string AuditHash { get; set; }
    public long AuditIndexed { get; set; }
}
