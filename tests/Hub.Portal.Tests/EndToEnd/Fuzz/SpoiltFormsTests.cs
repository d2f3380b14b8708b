using System.Globalization;
using System.Net;
using Xunit.Abstractions;

namespace Hub.Portal.Tests.EndToEnd.Fuzz;

/// <summary>
/// Pages as signed-in people may send them by mistake or on purpose: never a failure, nothing told of the inside, nothing changed by
/// what was refused, and nothing by the school, which has no part in what these forms are about. HUB_TEST_WORLDS makes the run longer.
/// </summary>
public sealed class SpoiltFormsTests(PortalHub hub, ITestOutputHelper output) : IClassFixture<PortalHub>
{
    private const int Tries = 300;
    private static readonly string[] Leaks = ["Exception", "   at ", "System.", "Hub.Portal", "SQLite", ".cs:"];

    /// <summary>An emergency opens a record to whoever says why; where one is signed in is not for others to end.</summary>
    private static readonly string[] ByDesign = ["emergency", "sign-out"];

    private readonly Dictionary<string, (Client Client, string Token)> clients = [];
    private readonly Dictionary<HttpStatusCode, int> answers = [];
    private readonly List<string> offences = [];

    [Fact]
    public async Task Spoilt_addresses_and_forms_never_fail_and_change_nothing_that_is_refused()
    {
        var worlds = int.TryParse(Environment.GetEnvironmentVariable("HUB_TEST_WORLDS"), CultureInfo.InvariantCulture, out var more) ? more : 1;
        for (var world = 0; world < worlds; world++)
        {
            await Drafted.Put(hub.Services, Sites.Online);
            await Run(new Random(world), Tries);
        }

        output.WriteLine(string.Join(", ", answers.OrderBy(answer => answer.Key).Select(answer => $"{(int)answer.Key}: {answer.Value}")));
        output.WriteLine(string.Join("\n", offences));
        Assert.Empty(offences);
        Assert.True(answers.GetValueOrDefault(HttpStatusCode.OK) > Tries / 4, "Most of the pages were not shown: the run tried too little.");
        Assert.True(answers.GetValueOrDefault(HttpStatusCode.Redirect) > Tries / 20, "Hardly a form was taken: the run tried too little.");
    }

    private async Task Run(Random random, int count)
    {
        var spoilt = new SpoiltForms(random);
        for (var number = 0; number < count; number++)
        {
            var (_, who, path) = Sites.All[random.Next(Sites.All.Count)];
            var page = random.Next(2) == 0 ? path : spoilt.Address(path);
            var html = await Ask(who, HttpMethod.Get, page, []);
            var forms = PageForm.Of(page, html, random).Where(form => !ByDesign.Any(word => form.Target.Contains(word, StringComparison.Ordinal))).ToList();
            if (forms.Count == 0)
            {
                continue;
            }

            var form = forms[random.Next(forms.Count)];
            var target = random.Next(4) == 0 ? spoilt.Address(form.Target) : form.Target;
            var fields = spoilt.Form(form.Fields);
            await Ask(who, HttpMethod.Post, target, fields);
            if (target.StartsWith("/people/demo-", StringComparison.Ordinal) || target.StartsWith("/referrals/demo-", StringComparison.Ordinal))
            {
                await Ask(Sites.School, HttpMethod.Post, target, fields);
            }
        }
    }

    /// <summary>Sends it as this person, and notes what should not have come of it; answers the page.</summary>
    private async Task<string> Ask(string? who, HttpMethod method, string address, List<KeyValuePair<string, string>> fields)
    {
        var (client, token) = await Browser(who);
        var before = hub.Written();
        using var answer = method == HttpMethod.Get ? await client.Get(hub.Url + address) : await client.Post(hub.Url + address, token, fields.Select(field => (field.Key, field.Value)));
        var html = await answer.Content.ReadAsStringAsync();
        answers[answer.StatusCode] = answers.GetValueOrDefault(answer.StatusCode) + 1;
        var changed = hub.Written() != before;
        string?[] wrong =
        [
            (int)answer.StatusCode >= 500 ? "failed" : null,
            (int)answer.StatusCode >= 400 && Leaks.FirstOrDefault(leak => html.Contains(leak, StringComparison.Ordinal)) is { } leak ? $"tells of the inside: {leak}" : null,
            changed && (int)answer.StatusCode >= 400 ? "refused, and changed something" : null,
            changed && who == Sites.School ? "was no business of the school, and changed something" : null,
            answer.Headers.Location is { IsAbsoluteUri: true } away && away.Host != new Uri(hub.Url).Host ? $"leads away to {away}" : null,
        ];
        offences.AddRange(wrong.OfType<string>().Select(what => $"{who} {method} {address} {string.Join('&', fields.Select(Short))}: {(int)answer.StatusCode}, {what}"));
        if (who is not null && answer.Headers.Location?.OriginalString.Contains("/sign-in", StringComparison.Ordinal) == true)
        {
            clients.Remove(who);
        }

        return answer.StatusCode == HttpStatusCode.OK ? html : "";
    }

    /// <summary>The browser of this person, signed in again where a form has ended the session.</summary>
    private async Task<(Client Client, string Token)> Browser(string? who)
    {
        if (!clients.TryGetValue(who ?? "", out var browser))
        {
            var client = who is null ? new Client(hub.Url) : await Client.SignedIn(hub.Url, who);
            clients[who ?? ""] = browser = (client, await client.Token(who is null ? "/sign-in" : "/refer"));
        }

        return browser;
    }

    private static string Short(KeyValuePair<string, string> field) => $"{field.Key}={(field.Value.Length > 60 ? field.Value[..60] + "…" : field.Value)}";
}
