using AutoMapper;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Portal.Accounts;
using Hub.Portal.Door;
using Hub.Portal.Reading;
using Hub.Portal.Rows;

namespace Hub.Portal.Pages.Today;

/// <summary>Gathers Today through the door.</summary>
public sealed class TodayReader(HubClient hub, AgencyBook book, ReferralList referrals, IMapper mapper, Dates dates)
{
    /// <summary>Of each kind of waiting so many, those that have waited longest: nobody works through more in one look.</summary>
    private const int Most = 10;

    /// <summary>Of what changed, so many are shown.</summary>
    private const int MostNews = 12;

    private static readonly string ActionKind = "code=" + Uri.EscapeDataString(Canonicals.TaskKind + "|plan-action");
    private const string EveryStatus = "requested,received,accepted,rejected,in-progress,on-hold,completed,failed,cancelled";
    private const string Pressing = "priority=stat,asap,urgent";
    private static readonly string Longest = $"&_count={Most}&_sort=_lastUpdated";
    private static readonly string NotAsking = "business-status:not=" + Uri.EscapeDataString(Canonicals.BusinessStatus + "|awaiting-information");
    private static readonly string Asking = "business-status=" + Uri.EscapeDataString(Canonicals.BusinessStatus + "|awaiting-information");
    private static readonly string Unread = "business-status=" + Uri.EscapeDataString(Canonicals.BusinessStatus + "|outcome-sent");

    public async Task<TodayPage> Read(Signed me, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var names = await book.Names(cancellationToken);
        var (ours, sentByUs) = ("owner=" + names.Owner(me.Agency), "requester=" + me.Organization);
        string[] received =
        [
            $"{Pressing}&{ours}&status=requested,received&{NotAsking}",
            $"{ours}&status=requested",
            $"{ours}&status=received&{NotAsking}",
            $"{ours}&status=accepted",
        ];
        string[] sent = [$"{sentByUs}&status=received,accepted,in-progress,on-hold&{Asking}", $"{sentByUs}&status=rejected&focus:ServiceRequest.status=active", $"{sentByUs}&status=completed&{Unread}"];
        var receivedPages = received.Select(query => referrals.Find(query + Longest, cancellationToken)).ToList();
        var sentPages = sent.Select(query => referrals.Find(query + Longest, cancellationToken)).ToList();
        string[] actions = ["status=requested,received&_sort=_lastUpdated", $"status=accepted,in-progress&due=le{dates.Now + TodayWords.Soon:yyyy-MM-dd}&_sort=due"];
        var actionPages = actions.Select(query => hub.Search($"Task?{ActionKind}&owner={me.Organization}&{query}&_count={Most}&_include=Task:patient", cancellationToken)).ToList();
        var flags = hub.Search($"Flag?_count=50&_sort=-_lastUpdated&_include=Flag:patient", cancellationToken);
        var news = since is { } at ? await NewsOf(me, names, at, cancellationToken) : [];
        var words = new TodayWords(names, dates, me.Agency);
        var (receivedNow, sentNow, actionsNow) = (await Task.WhenAll(receivedPages), await Task.WhenAll(sentPages), await Task.WhenAll(actionPages));
        var todo = receivedNow.SelectMany(page => page.Rows).DistinctBy(row => row.Id).Select(words.Received)
            .Concat(sentNow.SelectMany(page => page.Rows).Select(words.Sent))
            .Concat(actionsNow.SelectMany(page => Actions(page, words)))
            .Concat(Emergencies(await flags, words))
            .OfType<TodoRow>();
        var more = receivedNow.Concat(sentNow).Any(page => page.Next is not null) || actionsNow.Any(page => page.Next is not null);
        return new TodayPage([.. todo.OrderBy(item => item.Due ?? DateTimeOffset.MaxValue)], news, more);
    }

    private IEnumerable<TodoRow?> Actions(FhirPage page, TodayWords words)
    {
        var people = page.Included.ToLookup(root => root["id"].Text);
        return page.Matches.Select(root => mapper.Map<ActionRow>(new PlanAction(root)))
            .Select(row => words.Action(row, new Person(people[row.Person ?? ""].FirstOrDefault()).DisplayName ?? Words.SomebodyNotShown));
    }

    private static IEnumerable<TodoRow?> Emergencies(FhirPage page, TodayWords words)
    {
        var people = page.Included.ToLookup(root => root["id"].Text);
        return from root in page.Matches
               where root["code"].CodeIn(Canonicals.FlagKind) == "emergency-access" && root["status"].TextOf() == "active"
               let person = root["subject"].IdOf("Patient")
               select words.Emergency(root, person, new Person(people[person ?? ""].FirstOrDefault()).DisplayName ?? Words.SomebodyNotShown);
    }

    private async Task<IReadOnlyList<NewsRow>> NewsOf(Signed me, AgencyNames names, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var after = $"_lastUpdated=gt{since.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}&_count={MostNews}&_sort=-_lastUpdated";
        var tasks = referrals.Find($"requester={me.Organization}&status={EveryStatus}&{after}", cancellationToken);
        var plans = hub.Search($"CarePlan?{after}&_include=CarePlan:patient", cancellationToken);
        var consents = hub.Search($"Consent?{after}&_include=Consent:patient", cancellationToken);
        var words = new TodayWords(names, dates, me.Agency);
        var rows = (await tasks).Rows.Select(words.Moved)
            .Concat(Along(await plans).Select(one => words.Plan(one.Root, one.Person)))
            .Concat(Along(await consents).Select(one => words.Decision(one.Root, one.Person)));
        return [.. rows.OfType<NewsRow>().OrderByDescending(row => row.At).Take(MostNews)];
    }

    private static IEnumerable<(JsonValue Root, string Person)> Along(FhirPage page)
    {
        var people = page.Included.ToLookup(root => root["id"].Text);
        return page.Matches.Select(root => (root, new Person(people[(root["subject"].IdOf("Patient") ?? root["patient"].IdOf("Patient")) ?? ""].FirstOrDefault()).DisplayName ?? Words.SomebodyNotShown));
    }
}

/// <summary>What Today shows.</summary>
public sealed record TodayPage(IReadOnlyList<TodoRow> Todo, IReadOnlyList<NewsRow> News, bool More);
