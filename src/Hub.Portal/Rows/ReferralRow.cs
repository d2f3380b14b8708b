namespace Hub.Portal.Rows;

/// <summary>One referral as a list shows it: progress at one recipient.</summary>
public sealed record ReferralRow
{
    public string Id { get; init; } = "";

    public string Version { get; init; } = "";

    public string? Request { get; init; }

    public string? Person { get; init; }

    public string? Placer { get; init; }

    public string? Recipient { get; init; }

    public string? Status { get; init; }

    public string? BusinessStatus { get; init; }

    public string? Priority { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    public DateOnly? FirstContact { get; init; }

    public string? Worker { get; init; }

    public string? RiskHolder { get; init; }

    public string? DeclineReason { get; init; }

    public string? StatusReason { get; init; }

    public string? NextRoute { get; init; }

    /// <summary>Filled from the Patient that came along; the words for somebody not shown otherwise.</summary>
    public string PersonName { get; init; } = Words.SomebodyNotShown;

    public string About { get; init; } = "";

    /// <summary>Who holds the risk until it is taken on, as the request says.</summary>
    public string? RiskMeanwhile { get; init; }

    /// <summary>The request still asks for help: after a decline, nothing else has been found yet.</summary>
    public bool IsAsked { get; init; } = true;

    public bool IsEnded { get; init; }

    public bool IsTaken => Status is "accepted" or "in-progress" or "on-hold";
}

/// <summary>A young person in a list.</summary>
public sealed record PersonRow
{
    public string Id { get; init; } = "";

    public string Version { get; init; } = "";

    public string Name { get; init; } = Words.SomebodyNotShown;

    public string? Alias { get; init; }

    public string? NhsNumber { get; init; }

    public string? BirthDate { get; init; }

    public string? SafeContact { get; init; }

    public bool IsAnonymous { get; init; }
}

/// <summary>An agency by its name.</summary>
public sealed record AgencyRow
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";
}
