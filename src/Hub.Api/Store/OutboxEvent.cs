namespace Hub.Api.Store;

/// <summary>Something that happened and that others wait to hear of, kept in the transaction that made it happen.</summary>
public sealed record OutboxEvent(
    string Kind,
    ResourceKey Focus,
    int Version,
    string? Patient,
    string? Referral,
    string Agency,
    string? Detail,
    string RequestId,
    string? CorrelationId);

/// <summary>An event as kept: numbered without gaps in the order of commits.</summary>
public sealed record OutboxRecord(long Number, DateTimeOffset Recorded, OutboxEvent Event);
