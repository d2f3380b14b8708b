using System.Net;
using System.Text.RegularExpressions;
using Hub.Api.Accounts;
using Microsoft.Playwright;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>What must not work: script in what people type, redirects out, forged forms, other people's ids.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class RefusalTests(Browsers browsers)
{
    private const string Script = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>{{7*7}}";

    [BrowserFact]
    public async Task Script_typed_into_every_field_is_shown_as_text()
    {
        var asha = await browsers.Page(Sites.Online);
        var tom = await browsers.Page(Sites.Camhs);
        var errors = new List<string>();
        asha.Console += (_, message) => errors.Add(message.Text);
        var referral = await asha.Refer("Wasp" + Script, "Getting help team", Script);
        await tom.GotoAsync(referral + "/ask");
        await tom.Type("What do you need to know?", Script);
        await tom.Press("Send question");
        await asha.GotoAsync(referral);
        await asha.GetByRole(AriaRole.Link, new() { NameRegex = new("^Open ") }).ClickAsync();
        var person = new Uri(asha.Url).AbsolutePath;
        await asha.GotoAsync(person + "/safety-plan/edit/what-matters");
        await asha.Type("In their words (1)", Script);
        await asha.Press("Save this step");
        await asha.GotoAsync(person + "/plan/agreement");
        await asha.Choose("I agree");
        await asha.Type("In their words, or why they could not be asked", Script);
        await asha.Press("Start the plan");
        foreach (var path in (string[])["/", "/referrals/sent", referral, referral + "/answer", person, person + "/safety-plan", person + "/plan", person + "/sharing", "/people", "/search?q=" + Uri.EscapeDataString(Script)])
        {
            await asha.GotoAsync(path);
            Assert.False(await asha.EvaluateAsync<bool>("() => 'pwned' in window || document.querySelector('main img, main script') !== null"), path);
        }

        Assert.DoesNotContain(errors, error => error.Contains("Content Security Policy", StringComparison.Ordinal));
        await asha.Context.CloseAsync();
        await tom.Context.CloseAsync();
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_in_leads_to_no_other_site(string from)
    {
        using var client = Client();
        var answer = await SignIn(client, Sites.Online, from);

        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    public async Task A_form_with_a_forged_token_changes_nothing(string token)
    {
        using var client = Client();
        await SignIn(client, Sites.Camhs, null);
        var answer = await client.PostAsync("/referrals/demo-niamh-referral-camhs/decline", Form(("__RequestVerificationToken", token), ("Form.Reason", "no-capacity"), ("Form.Text", "x"), ("Form.Route", "self-help")));
        var page = await client.GetStringAsync("/referrals/demo-niamh-referral-camhs");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("Why it was declined", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/people/demo-wren")]
    [InlineData("/people/demo-wren/safety-plan")]
    [InlineData("/people/demo-wren/safety-plan/edit")]
    [InlineData("/people/demo-wren/safety-plan/edit/what-matters")]
    [InlineData("/people/demo-wren/plan")]
    [InlineData("/people/demo-wren/plan/propose")]
    [InlineData("/people/demo-wren/plan/agreement")]
    [InlineData("/people/demo-wren/sharing")]
    [InlineData("/referrals/demo-callum-referral-camhs")]
    [InlineData("/referrals/demo-callum-referral-camhs/accept")]
    [InlineData("/referrals/demo-callum-referral-camhs/answer")]
    [InlineData("/referrals/demo-callum-referral-camhs/outcome")]
    public async Task Another_agencys_id_in_an_address_shows_and_changes_nothing(string path)
    {
        using var client = Client();
        await SignIn(client, Sites.School, null);
        var token = Token().Match(await client.GetStringAsync("/refer")).Groups[1].Value;
        var looked = await client.GetAsync(path);
        var sent = await client.PostAsync(path, Form(("__RequestVerificationToken", token), ("Form.Text", "x"), ("Form.Worker", "x"), ("Form.Stance", "agrees"), ("Form.Items[0].Text", "x")));

        Assert.Equal(HttpStatusCode.NotFound, looked.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        Assert.DoesNotContain("wren-27", await looked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/people/..%2f..%2fTask")]
    [InlineData("/people/a'b")]
    [InlineData("/referrals/x%3fy")]
    [InlineData("/people/demo-callum%2f_history")]
    public async Task What_is_no_id_is_no_page(string path)
    {
        using var client = Client();
        await SignIn(client, Sites.Online, null);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task The_steps_of_the_other_side_are_not_offered_and_not_taken()
    {
        using var client = Client();
        await SignIn(client, Sites.Online, null);
        var answer = await client.GetAsync("/referrals/demo-callum-referral-camhs/accept");

        Assert.Equal("/referrals/demo-callum-referral-camhs", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Every_page_runs_our_script_only_and_is_kept_by_nobody()
    {
        using var client = Client();
        await SignIn(client, Sites.Online, null);
        foreach (var path in (string[])["/", "/people/demo-callum", "/help", "/nowhere"])
        {
            var answer = await client.GetAsync(path);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.DoesNotMatch(Inline(), html);
        }
    }

    private HttpClient Client() => new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri(browsers.Hub.Url) };

    private static async Task<HttpResponseMessage> SignIn(HttpClient client, string email, string? from)
    {
        var token = Token().Match(await client.GetStringAsync("/sign-in")).Groups[1].Value;
        return await client.PostAsync("/sign-in", Form(("__RequestVerificationToken", token), ("Email", email), ("Password", DemoPeople.Password), ("From", from ?? "")));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(one => KeyValuePair.Create(one.Name, one.Value)));

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<script(?![^>]* src=)|<style|\\son[a-z]+=|\\sstyle=", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
