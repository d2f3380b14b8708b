namespace Hub.Api.Store;

/// <summary>What a write carries besides the resource itself.</summary>
public sealed record WriteStamp(
    string Id,
    string Author,
    string Category,
    string? Patient,
    string? Referral,
    string Method,
    string RequestId,
    string? CorrelationId);
