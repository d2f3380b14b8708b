using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Hub.Api.Access;
using Hub.Api.Accounts;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Microsoft.Extensions.DependencyInjection;
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
    public async Task Today_names_every_new_referral_and_no_other(string who)
    {
        var page = await browsers.Page(who);
        await page.GotoAsync("/");
        var named = await Targets(page, "li.hub-todo__item:has-text('New referral') a", "/referrals/");
        await page.Context.CloseAsync();

        Assert.Equal(Ids((await Received(who)).Where(task => Text(task, "status") == "requested")), named);
    }

    [BrowserTheory, MemberData(nameof(Five))]
    public async Task The_people_shown_are_the_people_the_api_answers(string who)
    {
        var page = await browsers.Page(who);
        await page.GotoAsync("/people");
        var shown = await Targets(page, "table a[href^='/people/']", "/people/");
        await page.Context.CloseAsync();

        Assert.Equal(Ids(await All(who, "Patient?_count=1000")), shown);
        Assert.True(who is Sites.Emergency || shown.Count > 0, "The demo gives this person nobody to see: the test would prove nothing.");
    }

    [BrowserTheory, MemberData(nameof(Five))]
    public async Task A_person_page_shows_the_referrals_and_the_matrix_the_sharing_the_api_answers(string who)
    {
        var page = await browsers.Page(who);
        foreach (var person in await All(who, "Patient?_count=1000"))
        {
            var id = Text(person, "id")!;
            await page.GotoAsync($"/people/{id}");
            var referrals = await Targets(page, ".hub-cards a[href^='/referrals/']", "/referrals/");
            await page.GotoAsync($"/people/{id}/sharing");
            var yes = await page.Locator(".hub-matrix tbody .hub-yes").CountAsync();

            Assert.Equal(Ids((await All(who, $"Task?patient=Patient/{id}&_count=1000")).Where(IsReferral)), referrals);
            Assert.Equal(await Shared(who, id), yes);
        }

        await page.Context.CloseAsync();
    }

    private static bool IsReferral(JsonNode task) => Text(task, "status") != "draft"
        && task["code"]!["coding"]!.AsArray().Any(coding => (string?)coding!["system"] == Canonicals.TaskKind && (string?)coding["code"] == "referral");

    private async Task<IEnumerable<JsonNode>> Received(string who)
    {
        var agency = Person(who).Agency;
        return (await All(who, "Task?_count=1000")).Where(IsReferral)
            .Where(task => (string?)task["owner"]?["reference"] == "Organization/" + agency)
            .Where(task => Text(task, "status") is not "entered-in-error");
    }

    /// <summary>How many cells of agency and category are open now, by the sharing decisions this person's agency may read.</summary>
    private async Task<int> Shared(string who, string person)
    {
        var decisions = (await All(who, $"Consent?patient=Patient/{person}&_count=1000")).Select(consent => new SharingDecision(
            JsonText.Parse(System.Text.Encoding.UTF8.GetBytes(consent.ToJsonString()), [])!.Root, Text(consent, "id")!, Recorder(consent)));
        var now = TimeProvider.System.GetUtcNow();
        return ConsentRules.Permissions(decisions).Where(permit => permit.From <= now && permit.Until > now)
            .Select(permit => (permit.Agency, permit.Category)).Distinct().Count();
    }

    private static string Recorder(JsonNode consent) => ((string?)consent["organization"]?[0]?["reference"] ?? "").Split('/')[^1];

    private async Task<IReadOnlyList<JsonNode>> All(string who, string query)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(who));
        var bundle = JsonNode.Parse(await http.GetStringAsync($"{browsers.Hub.Url}/fhir/{query}"))!;
        Assert.Equal("Bundle", Text(bundle, "resourceType"));
        return bundle["entry"] is JsonArray entries ? [.. entries.Select(entry => entry!["resource"]!)] : [];
    }

    private string Token(string who)
    {
        var person = Person(who);
        return browsers.Hub.Services.GetRequiredService<AccessTokens>()
            .IssueToPerson(person.Agency, person.Email!, "Practitioner/" + person.Practitioner, person.Role, Purposes.Treatment);
    }

    private static Accounts.HubUser Person(string email) => DemoPeople.All.Single(person => person.Email == email);

    private static string? Text(JsonNode node, string name) => (string?)node[name];

    private static SortedSet<string> Ids(IEnumerable<JsonNode> resources) => new(resources.Select(resource => Text(resource, "id")!), StringComparer.Ordinal);

    private static async Task<SortedSet<string>> Targets(IPage page, string selector, string prefix)
    {
        var links = await page.Locator(selector).EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        return new(links.Where(link => link.StartsWith(prefix, StringComparison.Ordinal)).Select(link => link[prefix.Length..]), StringComparer.Ordinal);
    }
}
