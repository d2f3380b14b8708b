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

/// <summary>An audit entry as kept, numbered without gaps.</summary>
public sealed record AuditRecord(long Number, DateTimeOffset Recorded, AuditEntry Entry);
