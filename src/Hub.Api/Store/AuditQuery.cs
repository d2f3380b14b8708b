namespace Hub.Api.Store;

/// <summary>Which audit entries to read, newest first; all conditions hold together.</summary>
public sealed record AuditQuery
{
    /// <summary>In whose eyes: only entries by that agency, about what it wrote, or about a person it watches over. Null is the hub itself.</summary>
    public AuditReader? Reader { get; init; }

    public IReadOnlyList<AuditFilter> Filters { get; init; } = [];

    /// <summary>For each date asked for, the stretches of time it may lie in.</summary>
    public IReadOnlyList<IReadOnlyList<AuditRange>> Recorded { get; init; } = [];

    /// <summary>Only entries with a smaller number: the cursor of the page before.</summary>
    public long? Before { get; init; }

    public int Count { get; init; } = 50;
}

/// <summary>The agency that reads the audit, and when.</summary>
public sealed record AuditReader(string Agency, DateTimeOffset Now);

/// <summary>One column has one of the values; no value matches nothing.</summary>
public sealed record AuditFilter(AuditColumn Column, IReadOnlyList<object> Values)
{
    /// <summary>What an AuditEvent that a partner posted must say of itself, one of them; null where it is found as the others are.</summary>
    public IReadOnlyList<string>? Said { get; init; }
}

/// <summary>What audit entries can be found by. Agent and Entity are "Type/id"; Subtype is the interaction or the basis.</summary>
public enum AuditColumn
{
    Number,
    Agent,
    Patient,
    Entity,
    Action,
    Outcome,
    Subtype,
}

/// <summary>From inclusive, Until exclusive.</summary>
public readonly record struct AuditRange(DateTimeOffset From, DateTimeOffset Until);

/// <summary>An entry as its reader sees it; who is concerned (wrote what was looked at, or watches over the person) may know whose data a refused look was for.</summary>
public sealed record AuditSight(AuditRecord Record, bool Concerned);
