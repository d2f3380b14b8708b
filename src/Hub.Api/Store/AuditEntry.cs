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

    /// <summary>The file of the patient, where it is at hand.</summary>
    public int? PersonKey { get; init; }
}

/// <summary>An audit entry as kept: numbered without gaps, and chained to the one before it by its hash.</summary>
public sealed record AuditRecord(long Number, DateTimeOffset Recorded, AuditEntry Entry, string PreviousHash, string Hash);
