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

/// <summary>A block of audit entries (<see cref="AuditBlock"/>), under the number of its first.</summary>
internal sealed class AuditRow
{
    public long Number { get; set; }
    public int Entries { get; set; }
    public long Recorded { get; set; }
    public required byte[] Facts { get; set; }
    public required byte[] Words { get; set; }
    public required string PreviousHash { get; set; }
    public required string Hash { get; set; }
}

/// <summary>A piece of the index of the audit (<see cref="AuditIndex"/>).</summary>
internal sealed class AuditIndexRow
{
    public int Bucket { get; set; }
    public long Number { get; set; }
    public required byte[] Blocks { get; set; }
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
