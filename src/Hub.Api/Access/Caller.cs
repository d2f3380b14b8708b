namespace Hub.Api.Access;

/// <summary>Who asks, for whom, what the token allows, and why: everything a decision and its audit row need to know about the asker.</summary>
public sealed record Caller(
    string Agency,
    string Client,
    string? Person,
    SmartScopes Scopes,
    string Purpose,
    string? Reason,
    string RequestId,
    string CorrelationId)
{
    /// <summary>Emergency purposes of v3-ActReason: break the glass, emergency treatment.</summary>
    public bool IsEmergency => Purposes.IsEmergency(Purpose);

    /// <summary>What the person does in their agency; null for a system.</summary>
    public string? Role { get; init; }

    /// <summary>True when the caller sent the X-Request-Id itself: then the same id gets the same answer.</summary>
    public bool Replayable { get; init; }
}
