namespace Hub.Portal.Rows;

/// <summary>One agency's involvement, as a lane and as a line of a table.</summary>
public sealed record EpisodeRow
{
    public string Id { get; init; } = "";

    public string? Agency { get; init; }

    public string? Status { get; init; }

    public string? Grouping { get; init; }

    public string? RiskHolder { get; init; }

    public string? Worker { get; init; }

    public DateOnly? Start { get; init; }

    public DateOnly? End { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    public IReadOnlyList<GroupingRow> Groupings { get; init; } = [];

    public bool IsOpen => Status is "planned" or "waitlist" or "active" or "onhold";
}

/// <summary>One decision about the needs-based grouping.</summary>
public sealed record GroupingRow(string? Grouping, DateOnly? Since, string? Author, string? Reason, string? Agreement);

/// <summary>A safety plan in one version.</summary>
public sealed record SafetyPlanRow
{
    public string Id { get; init; } = "";

    public string Version { get; init; } = "";

    public string? Status { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    public string? MadeWith { get; init; }

    public IReadOnlyList<PlanItemRow> Items { get; init; } = [];
}

/// <summary>One item of a safety plan, in the young person's words.</summary>
public sealed record PlanItemRow(string Step, string Text, IReadOnlyList<string> Audience);

/// <summary>The joint plan's head.</summary>
public sealed record JointPlanRow
{
    public string Id { get; init; } = "";

    public string Version { get; init; } = "";

    public string? Status { get; init; }

    /// <summary>The agency the plan names as its author.</summary>
    public string? Writer { get; init; }

    public string? Agreement { get; init; }

    public string? Text { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    public IReadOnlyList<string> Actions { get; init; } = [];

    public IReadOnlyList<string> Goals { get; init; } = [];
}

/// <summary>One action of a joint plan.</summary>
public sealed record ActionRow
{
    public string Id { get; init; } = "";

    public string Version { get; init; } = "";

    public string? Plan { get; init; }

    public string? Person { get; init; }

    public string? Status { get; init; }

    public string? BusinessStatus { get; init; }

    public string? Proposer { get; init; }

    public string? Accountable { get; init; }

    public string? What { get; init; }

    /// <summary>Id of the Goal it serves.</summary>
    public string? GoalId { get; init; }

    /// <summary>The goal in words: the Goal's, or what the action says itself.</summary>
    public string? Goal { get; init; }

    public string? Doer { get; init; }

    public DateOnly? Due { get; init; }

    public string? DoneMeans { get; init; }

    public string? ProposedChange { get; init; }

    public string? StatusReason { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    public bool IsEnded { get; init; }
}

/// <summary>A goal of the joint plan, in the young person's words.</summary>
public sealed record GoalRow(string Id, string Text);

/// <summary>A sharing decision's head.</summary>
public sealed record DecisionRow
{
    public string Id { get; init; } = "";

    public string Version { get; init; } = "";

    public string? Status { get; init; }

    public string? LegalBasis { get; init; }

    public string? Reason { get; init; }

    public string? RecordedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public bool IsInForce { get; init; }

    public bool IsSafeguarding { get; init; }
}
