using Hub.Portal.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hub.Portal.Pages.Today;

/// <summary>What needs this person's agency, the oldest clock first; what changed since they last looked; what they have begun.</summary>
public sealed class TodayModel(TodayReader reader, Desk desk, Dates dates) : PageModel
{
    public IReadOnlyList<TodoRow> Todo { get; private set; } = [];

    /// <summary>More is waiting than one look shows: the lists have all of it.</summary>
    public bool More { get; private set; }

    public IReadOnlyList<NewsRow> News { get; private set; } = [];

    public IReadOnlyList<DraftRow> Drafts { get; private set; } = [];

    public string? Since { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var me = Signed.From(User);
        var live = Request.Headers.XRequestedWith == "live";
        var since = await LastLook.Of(desk, me.UserId, keep: !live, dates, cancellationToken);
        Since = since is { } at ? dates.Say(at) : null;
        var today = await reader.Read(me, since, cancellationToken);
        (Todo, News, More) = (today.Todo, today.News, today.More);
        Drafts = [.. (await desk.List(me.UserId, Refer.Journey.DeskPrefix, cancellationToken)).Select(draft => Refer.Journey.OnDesk(draft, dates))];
    }
}

/// <summary>One thing that waits for the agency.</summary>
public sealed record TodoRow(string What, string Why, string Href, Clock? Clock, DateTimeOffset? Due);

/// <summary>One thing that changed.</summary>
public sealed record NewsRow(string What, string Why, string Href, string When, DateTimeOffset At);

/// <summary>One thing begun and not sent.</summary>
public sealed record DraftRow(string What, string Href, string When);

/// <summary>When a person last looked at Today. Looks within half an hour are one look, so that a reload does not hide the news.</summary>
internal static class LastLook
{
    private const string Key = "look:today";
    private static readonly TimeSpan OneLook = TimeSpan.FromMinutes(30);

    public static async Task<DateTimeOffset?> Of(Desk desk, string userId, bool keep, Dates dates, CancellationToken cancellationToken)
    {
        var kept = await desk.Read(userId, Key, cancellationToken);
        var parts = kept?.Json.Split('|') ?? [];
        var (before, latest) = parts.Length == 2 ? (Parse(parts[0]), Parse(parts[1])) : (null, null);
        if (latest is null || dates.Now - latest > OneLook)
        {
            before = latest;
        }

        if (keep)
        {
            await desk.Keep(userId, Key, $"{before?.ToUnixTimeMilliseconds()}|{dates.Now.ToUnixTimeMilliseconds()}", cancellationToken);
        }

        return before;
    }

    private static DateTimeOffset? Parse(string text) => long.TryParse(text, out var number) ? DateTimeOffset.FromUnixTimeMilliseconds(number) : null;
}
