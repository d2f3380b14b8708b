using System.Text.Json.Nodes;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Microsoft.Playwright;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>What a page shows is what the FHIR API answers that person, no more and no less; the API is asked here in other words than the portal's.</summary>
[Collection(BrowserTests.Name)]
public sealed class SameAsTheApiTests(Browsers browsers)
{
    private static readonly string[] ReceivedTabs = ["new", "decide", "question", "waiting", "progress", "closed"];

    public static TheoryData<string> Five => [Sites.Online, Sites.Camhs, Sites.SocialCare, Sites.Emergency, Sites.School];

    [BrowserTheory, MemberData(nameof(Five))]
    public async Task The_received_list_holds_the_referrals_the_api_answers(string who)
    {
        var page = await browsers.Page(who);
        var shown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var tab in ReceivedTabs)
        {
            await page.GotoAsync($"/referrals/received?tab={tab}");
            shown.UnionWith(await Targets(page, "table a[href^='/referrals/']", "/referrals/"));
        }

        await page.Context.CloseAsync();
        Assert.Equal(Ids(await Received(who)), shown);
    }

    [BrowserTheory, MemberData(nameof(Five))]
    public async Task Today_asks_for_what_the_api_says_is_waiting_and_nothing_else(string who)
    {
        var page = await browsers.Page(who);
        await page.GotoAsync("/");
        var asked = await page.Locator("li.hub-todo__item a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        await page.Context.CloseAsync();

        var tasks = await browsers.Hub.All(who, "Task?_count=1000");
        var flags = await browsers.Hub.All(who, "Flag?_count=1000");
        var waiting = tasks.Where(IsReferral).Where(task => IsWaiting(task, who)).Select(task => $"/referrals/{task.Text("id")}")
            .Concat(tasks.Where(task => IsKind(task, "plan-action") && IsWaitingAction(task, who)).Select(task => $"/people/{About(task["for"])}/plan#action-{task.Text("id")}"))
            .Concat(flags.Where(flag => IsNews(flag, who)).Select(flag => $"/people/{About(flag["subject"])}"));
        Assert.Equal(waiting.Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }

    [BrowserTheory, MemberData(nameof(Five))]
    public async Task The_people_shown_are_the_people_the_api_answers(string who)
    {
        var page = await browsers.Page(who);
        await page.GotoAsync("/people");
        var shown = await Targets(page, "table a[href^='/people/']", "/people/");
        await page.Context.CloseAsync();

        Assert.Equal(Ids(await browsers.Hub.All(who, "Patient?_count=1000")), shown);
        Assert.True(who is Sites.Emergency || shown.Count > 0, "The demo gives this person nobody to see: the test would prove nothing.");
    }

    [BrowserTheory, MemberData(nameof(Five))]
    public async Task A_person_page_shows_the_referrals_and_the_matrix_the_sharing_the_api_answers(string who)
    {
        var page = await browsers.Page(who);
        foreach (var person in await browsers.Hub.All(who, "Patient?_count=1000"))
        {
            var id = person.Text("id")!;
            await page.GotoAsync($"/people/{id}");
            var referrals = await Targets(page, ".hub-cards a[href^='/referrals/']", "/referrals/");
            var bar = await page.Locator(".hub-identity").InnerTextAsync();
            var lanes = await page.Locator(".hub-figure tbody tr").CountAsync();
            var flags = (await browsers.Hub.All(who, $"Flag?patient=Patient/{id}&_count=1000")).Where(flag => flag.Text("status") == "active").ToList();
            var episodes = await browsers.Hub.All(who, $"EpisodeOfCare?patient=Patient/{id}&_count=1000");
            await page.GotoAsync($"/people/{id}/sharing");

            Assert.Equal(Ids((await browsers.Hub.All(who, $"Task?patient=Patient/{id}&_count=1000")).Where(IsReferral)), referrals);
            Assert.All(flags.Where(flag => Code(flag["code"]) == "immediate-concern"), flag => Assert.Contains((string)flag["code"]!["text"]!, bar, StringComparison.Ordinal));
            Assert.Equal(flags.Count(flag => Code(flag["code"]) == "immediate-concern"), bar.Split("Immediate concern:").Length - 1);
            Assert.Contains(Called(person), bar, StringComparison.Ordinal);
            Assert.Equal(episodes.Count(episode => episode["period"]?["start"] is not null), lanes);
            Assert.Equal(await Shared(who, id), await Cells(page));
        }

        await page.Context.CloseAsync();
    }

    /// <summary>What a referral waits for, told from its Task alone.</summary>
    private static bool IsWaiting(JsonNode task, string who)
    {
        var (status, said, me) = (task.Text("status"), Code(task["businessStatus"]), "Organization/" + Asking.Person(who).Agency);
        return (string?)task["owner"]?["reference"] == me
            ? status is "requested" or "accepted" || (status == "received" && said != "awaiting-information")
            : (string?)task["requester"]?["reference"] == me && (said == "awaiting-information" || status == "rejected" || (status == "completed" && said != "loop-closed"));
    }

    /// <summary>An action of this agency to answer, or to do within three days.</summary>
    private static bool IsWaitingAction(JsonNode task, string who) =>
        (string?)task["owner"]?["reference"] == "Organization/" + Asking.Person(who).Agency
        && (task.Text("status") is "requested" || (task.Text("status") is "received" && Code(task["businessStatus"]) != "change-proposed")
            || (task.Text("status") is "accepted" or "in-progress" && DateTime.Parse((string)task["restriction"]!["period"]!["end"]!, null).AddHours(17) < DateTime.UtcNow.AddDays(3)));

    private static bool IsNews(JsonNode flag, string who) =>
        Code(flag["code"]) == "emergency-access" && flag.Text("status") == "active" && (string?)flag["author"]?["reference"] != "Organization/" + Asking.Person(who).Agency;

    private static string Called(JsonNode person) =>
        (string?)person["name"]?.AsArray().FirstOrDefault(name => name!.Text("use") == "usual")?["text"]
        ?? (string?)person["name"]?.AsArray().FirstOrDefault()?["family"]
        ?? (string)person["identifier"]!.AsArray().First(one => one!.Text("system") == Canonicals.Alias)!["value"]!;

    private static string? Code(JsonNode? concept) => (string?)concept?["coding"]?[0]?["code"];

    private static string About(JsonNode? reference) => ((string)reference!["reference"]!).Split('/')[^1];

    private static bool IsKind(JsonNode task, string kind) => Code(task["code"]) == kind;

    private static bool IsReferral(JsonNode task) => task.Text("status") != "draft"
        && task["code"]!["coding"]!.AsArray().Any(coding => (string?)coding!["system"] == Canonicals.TaskKind && (string?)coding["code"] == "referral");

    private async Task<IEnumerable<JsonNode>> Received(string who)
    {
        var agency = Asking.Person(who).Agency;
        return (await browsers.Hub.All(who, "Task?_count=1000")).Where(IsReferral)
            .Where(task => (string?)task["owner"]?["reference"] == "Organization/" + agency)
            .Where(task => task.Text("status") is not "entered-in-error");
    }

    /// <summary>Agencies and what is open to them now, by the sharing decisions this person's agency may read.</summary>
    private async Task<SortedSet<string>> Shared(string who, string person)
    {
        var decisions = (await browsers.Hub.All(who, $"Consent?patient=Patient/{person}&_count=1000")).Select(consent => new SharingDecision(
            JsonText.Parse(System.Text.Encoding.UTF8.GetBytes(consent.ToJsonString()), [])!.Root, consent.Text("id")!, Recorder(consent)));
        var agencies = (await browsers.Hub.All(who, "Organization?_count=1000")).ToDictionary(agency => agency.Text("id")!, agency => agency.Text("name")!);
        var now = TimeProvider.System.GetUtcNow();
        return new(ConsentRules.Permissions(decisions).Where(permit => permit.From <= now && permit.Until > now)
            .Select(permit => $"{agencies[permit.Agency]}: {Words.For(Canonicals.ShareCategory, permit.Category)}"), StringComparer.Ordinal);
    }

    /// <summary>What the matrix says yes to.</summary>
    private static async Task<SortedSet<string>> Cells(IPage page) => new(await page.Locator(".hub-matrix tbody .hub-yes").EvaluateAllAsync<string[]>(
        "all => all.map(yes => yes.closest('tr').querySelector('th').innerText + ': ' + yes.closest('td').dataset.label)"), StringComparer.Ordinal);

    private static string Recorder(JsonNode consent) => ((string?)consent["organization"]?[0]?["reference"] ?? "").Split('/')[^1];

    private static SortedSet<string> Ids(IEnumerable<JsonNode> resources) => new(resources.Select(resource => resource.Text("id")!), StringComparer.Ordinal);

    private static async Task<SortedSet<string>> Targets(IPage page, string selector, string prefix)
    {
        var links = await page.Locator(selector).EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        return new(links.Where(link => link.StartsWith(prefix, StringComparison.Ordinal)).Select(link => link[prefix.Length..]), StringComparer.Ordinal);
    }
}
