using Hub.Portal.Rows;

namespace Hub.Portal;

/// <summary>By when something is due. Times by priority are the national ones; where none is set, ten working days to decide.</summary>
public static class Clocks
{
    public static readonly TimeSpan Soon = TimeSpan.FromDays(1);

    /// <summary>What a referral waits for next, and until when; null when it waits for nobody. After a decline it waits for the referrer alone, until there is another way.</summary>
    public static DateTimeOffset? Due(ReferralRow row, bool asRecipient = false) => row.Status switch
    {
        "requested" => row.SentAt + Acknowledge(row.Priority),
        "received" when row.BusinessStatus == "awaiting-information" => row.ChangedAt + TimeSpan.FromDays(2),
        "received" => row.SentAt + Decide(row.Priority),
        "accepted" when row.FirstContact is { } day => EndOf(day),
        "rejected" when row.IsAsked && !asRecipient => row.ChangedAt + TimeSpan.FromDays(1),
        _ => null,
    };

    public static DateTimeOffset EndOf(DateOnly day) => new(day.ToDateTime(new TimeOnly(17, 0)), TimeSpan.Zero);

    private static TimeSpan Acknowledge(string? priority) => priority switch
    {
        "stat" => TimeSpan.FromMinutes(15),
        "asap" => TimeSpan.FromHours(1),
        "urgent" => TimeSpan.FromHours(4),
        _ => TimeSpan.FromDays(2),
    };

    private static TimeSpan Decide(string? priority) => priority switch
    {
        "stat" => TimeSpan.FromHours(1),
        "asap" => TimeSpan.FromHours(4),
        "urgent" => TimeSpan.FromHours(24),
        _ => TimeSpan.FromDays(14),
    };
}

/// <summary>A moment by which something is due, as a list shows it.</summary>
public sealed record Clock(string Text, string Kind)
{
    public static Clock? For(DateTimeOffset? due, Dates dates) => due is not { } at ? null
        : at < dates.Now ? new Clock(Dates.Span(dates.Now - at) is "just now" ? "due now" : Dates.Span(dates.Now - at) + " late", "late")
        : new Clock(at - dates.Now < Clocks.Soon ? "due " + dates.Say(at) : "due " + dates.Say(Dates.Day(at)), at - dates.Now < Clocks.Soon ? "soon" : "later");
}
