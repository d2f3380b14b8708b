namespace Hub.Api.Store;

/// <summary>One look at or change of the record, permitted or refused. Ids only, but for a posted AuditEvent, which keeps its body.</summary>
public sealed record AuditEntry(
    string Agency,
    string? Client,
    string? Person,
    string Action,
    string Interaction,
    string Outcome,
    string? Type,
    string? Id,
    int? Version,
    string? Patient,
    string? Owner,
    string Basis,
    string? Purpose,
    string? Reason,
    string RequestId,
    string? CorrelationId,
    string? Query)
{
    public ReadOnlyMemory<byte> Body { get; init; }
}

/// <summary>An audit entry as kept: numbered without gaps, and chained to the one before it by its hash.</summary>
public sealed record AuditRecord(long Number, DateTimeOffset Recorded, AuditEntry Entry, string PreviousHash, string Hash);

/// <summary>Which audit entries to read, newest first. <c>Agency</c> narrows to entries by that agency or about what it wrote.</summary>
public sealed record AuditQuery
{
    public string? Agency { get; init; }
    public string? Patient { get; init; }
    public ResourceKey? Entity { get; init; }
    public string? Action { get; init; }
    public string? Outcome { get; init; }
    public string? Basis { get; init; }
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? Until { get; init; }
    public long? Number { get; init; }

    /// <summary>Only entries with a smaller number: the cursor of the page before.</summary>
    public long? Before { get; init; }
    public int Count { get; init; } = 50;
}
