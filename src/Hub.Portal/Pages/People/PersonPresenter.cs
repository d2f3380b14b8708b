using Hub.Fhir.Care;
using Hub.Portal.Reading;

namespace Hub.Portal.Pages.People;

/// <summary>One thing that needs attention.</summary>
public sealed record AttentionRow(string Text, string? Href);

/// <summary>One event of a person's time with the agencies.</summary>
public sealed record TimelineRow(string Kind, string What, string? By, string? Text, DateTimeOffset At);

/// <summary>One agency around the person.</summary>
public sealed record NetworkRow(string Agency, string What, string? Worker);

/// <summary>Says of a file what needs attention, who is involved and what happened; pure.</summary>
public sealed class PersonPresenter(PersonFile file, Dates dates, string agency)
{
    private readonly string link = "/people/" + file.Person.Id;

    public IReadOnlyList<AttentionRow> Attention() =>
    [
        .. file.Flags.Where(flag => flag.Kind == "emergency-access" && !(flag.Until < dates.Now - TimeSpan.FromDays(3)))
            .Select(flag => new AttentionRow($"Opened in an emergency by {file.Names[flag.Author]}{(flag.Since is { } at ? ", " + dates.Say(at) : "")}", null)),
        .. file.Referrals.Where(row => row is { Status: "rejected", IsAsked: true } && row.Placer == agency)
            .Select(row => new AttentionRow($"{file.Names[row.Recipient]} declined. Choose the next step", "/referrals/" + row.Id)),
        .. file.Referrals.Where(row => row.BusinessStatus == "awaiting-information" && row.Placer == agency)
            .Select(row => new AttentionRow($"{file.Names[row.Recipient]} has a question", "/referrals/" + row.Id)),
        .. file.Actions.Where(action => action.Status is "requested" or "received" && action.Accountable == agency)
            .Select(action => new AttentionRow($"Answer an action: {action.What}", link + "/plan#action-" + action.Id)),
        .. file.Actions.Where(action => !action.IsEnded && action.Due < dates.Today)
            .Select(action => new AttentionRow($"{action.What}: {dates.Due(action.Due!.Value)} ({file.Names[action.Accountable]})", link + "/plan#action-" + action.Id)),
        .. Birthday(),
    ];

    public IReadOnlyList<NetworkRow> Network()
    {
        var episodes = file.Episodes.Where(episode => episode.IsOpen).Select(episode => new NetworkRow(
            file.Names[episode.Agency], $"{Words.For(Canonicals.NeedsBasedGrouping, episode.Grouping)}{(episode.Start is { } start ? ", since " + dates.Full(start) : "")}", episode.Worker));
        var referrals = file.Referrals.Where(row => row.IsTaken)
            .Where(row => !file.Episodes.Any(episode => episode.IsOpen && episode.Agency == row.Recipient))
            .Select(row => new NetworkRow(file.Names[row.Recipient], ReferralWords.Status(row).Text, row.Worker));
        var answering = file.Actions.Where(ActionWords.IsOpen).Where(action => !ActionWords.IsWaiting(action))
            .Where(action => !file.Episodes.Any(episode => episode.IsOpen && episode.Agency == action.Accountable) && !file.Referrals.Any(row => row.IsTaken && row.Recipient == action.Accountable))
            .GroupBy(action => action.Accountable)
            .Select(group => new NetworkRow(file.Names[group.Key], $"Answers for {Dates.Count(group.Count(), "action")} of the joint plan", group.Select(action => action.Doer).OfType<string>().FirstOrDefault()));
        return [.. episodes, .. referrals, .. answering];
    }

    public IEnumerable<TimelineRow> Timeline() =>
        Referrals().Concat(Episodes()).Concat(Plans()).Concat(Decisions()).OrderByDescending(line => line.At);

    private IEnumerable<TimelineRow> Referrals()
    {
        foreach (var row in file.Referrals)
        {
            if (row.SentAt is { } sent)
            {
                yield return new("referral", $"Referred to {file.Names[row.Recipient]}", file.Names[row.Placer], row.About, sent);
            }

            if (row.Status != "requested" && row.ChangedAt is { } changed)
            {
                yield return new("referral", $"Referral to {file.Names[row.Recipient]}: {ReferralWords.Status(row).Text.ToLowerInvariant()}", null, row.StatusReason, changed);
            }
        }
    }

    private IEnumerable<TimelineRow> Episodes() =>
        from episode in file.Episodes
        from line in episode.Groupings.Select(decision => (decision.Since, $"Needs now: {Words.For(Canonicals.NeedsBasedGrouping, decision.Grouping).ToLowerInvariant()}", decision.Reason))
            .Append((episode.End, $"Support by {file.Names[episode.Agency]} ended", null))
        where line.Item1 is not null
        select new TimelineRow("episode", line.Item2, file.Names[episode.Agency], line.Reason, Clocks.EndOf(line.Item1!.Value));

    private IEnumerable<TimelineRow> Plans()
    {
        if (file.SafetyPlan is { ChangedAt: { } changed } plan)
        {
            yield return new("plan", "Safety plan, version " + plan.Version, plan.MadeWith, null, changed);
        }

        foreach (var action in file.Actions.Where(action => action.ChangedAt is not null))
        {
            yield return new("plan", $"Action: {action.What}", file.Names[action.Accountable], ActionWords.Status(action).Text, action.ChangedAt!.Value);
        }
    }

    private IEnumerable<TimelineRow> Decisions() =>
        from decision in file.Decisions
        where decision.DecidedAt is not null
        select new TimelineRow("sharing", decision.IsInForce ? "Sharing decided" : "Sharing decision, no longer in force", file.Names[decision.RecordedBy], Words.For(Canonicals.LegalBasis, decision.LegalBasis), decision.DecidedAt!.Value);

    /// <summary>Half a year before a change of services by age, somebody should be making the hand-over.</summary>
    private IEnumerable<AttentionRow> Birthday()
    {
        if (file.Person.BirthDate is { Length: >= 7 } born && Rows.Said.Day(born.Length >= 10 ? born[..10] : born + "-01") is { } day)
        {
            foreach (var age in (int[])[16, 18, 21, 25])
            {
                var turns = day.AddYears(age);
                if (turns > dates.Today && turns <= dates.Today.AddMonths(6))
                {
                    yield return new($"Turns {age} in {Dates.MonthAndYear(turns)}: plan the move between services with them", null);
                }
            }
        }
    }
}
