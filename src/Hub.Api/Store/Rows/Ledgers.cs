namespace Hub.Api.Store.Rows;

/// <summary>A grant, beside the records it opens: one about a thread stands in each file in which the thread has records.</summary>
internal sealed class GrantRow
{
    public required string Source { get; set; }
    public int PersonKey { get; set; }
    public int Ordinal { get; set; }
    public required string Agency { get; set; }
    public string? Patient { get; set; }
    public string? Category { get; set; }
    public string? Referral { get; set; }
    public required string Basis { get; set; }
    public long Starts { get; set; }
    public long Ends { get; set; }
}

/// <summary>A file in which a thread of a referral has records, or its grants while it has none.</summary>
internal sealed class ThreadRow
{
    public required string Referral { get; set; }
    public int PersonKey { get; set; }
}

/// <summary>An audit entry; <c>Hash</c> covers the entry and the hash before it.</summary>
internal sealed class AuditRow
{
    public long Number { get; set; }
    public int PersonKey { get; set; }
    public long Recorded { get; set; }
    public required string Agency { get; set; }
    public string? Client { get; set; }
    public string? Person { get; set; }
    public required string Action { get; set; }
    public required string Interaction { get; set; }
    public required string Outcome { get; set; }
    public string? Type { get; set; }
    public string? Id { get; set; }
    public int? Version { get; set; }
    public string? Patient { get; set; }
    public string? Owner { get; set; }
    public required string Basis { get; set; }
    public string? Purpose { get; set; }
    public string? Reason { get; set; }
    public required string RequestId { get; set; }
    public string? CorrelationId { get; set; }
    public string? Query { get; set; }
    public byte[]? Body { get; set; }
    public required string PreviousHash { get; set; }
    public required string Hash { get; set; }
}

internal sealed class OutboxRow
{
    public long Number { get; set; }
    public long Recorded { get; set; }
    public required string Kind { get; set; }
    public required string Type { get; set; }
    public required string Id { get; set; }
    public int Version { get; set; }
    public string? Patient { get; set; }
    public string? Referral { get; set; }
    public required string Agency { get; set; }
    public string? Detail { get; set; }
    public required string RequestId { get; set; }
    public string? CorrelationId { get; set; }
}

/// <summary>The answer a request got, so that the same X-Request-Id gets it again.</summary>
internal sealed class RequestRow
{
    public required string Agency { get; set; }
    public required string RequestId { get; set; }
    public int Status { get; set; }
    public required string Answer { get; set; }
    public long Recorded { get; set; }
}
