using System.Net;
using System.Text.RegularExpressions;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>What must not work: redirects out, ids that are none, the other side's steps, script that is not ours.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class RefusalTests(Browsers browsers)
{
    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_in_leads_to_no_other_site(string from)
    {
        using var client = new Client(browsers.Hub.Url);
        var answer = await client.SignIn(Sites.Online, from);

        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("/people/..%2f..%2fTask")]
    [InlineData("/people/a'b")]
    [InlineData("/referrals/x%3fy")]
    [InlineData("/people/demo-callum%2f_history")]
    public async Task What_is_no_id_is_no_page(string path)
    {
        using var client = await Client.SignedIn(browsers.Hub.Url, Sites.Online);

        Assert.Equal(HttpStatusCode.NotFound, (await client.Get(path)).StatusCode);
    }

    [Fact]
    public async Task The_steps_of_the_other_side_are_not_offered_and_not_taken()
    {
        using var client = await Client.SignedIn(browsers.Hub.Url, Sites.Online);
        var answer = await client.Get("/referrals/demo-callum-referral-camhs/accept");

        Assert.Equal("/referrals/demo-callum-referral-camhs", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Every_page_runs_our_script_only_and_is_kept_by_nobody()
    {
        using var client = await Client.SignedIn(browsers.Hub.Url, Sites.Online);
        foreach (var path in (string[])["/", "/people/demo-callum", "/help", "/nowhere"])
        {
            var answer = await client.Get(path);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.DoesNotMatch(Inline(), html);
        }
    }

    [GeneratedRegex("<script(?![^>]* src=)|<style|\\son[a-z]+=|\\sstyle=", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
