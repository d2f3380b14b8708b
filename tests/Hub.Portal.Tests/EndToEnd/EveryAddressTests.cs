using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>Every address of the portal, as the portal itself lists them: another agency's id opens none, a forged form changes nothing.</summary>
[Collection(BrowserTests.Name)]
public sealed class EveryAddressTests(Browsers browsers)
{
    /// <summary>What the school may not know: a person of the online service, a referral between two others, a journey on somebody's desk.</summary>
    private static readonly (string Folder, string Id)[] OfOthers =
        [("/people/", "demo-wren"), ("/referrals/", "demo-callum-referral-camhs"), ("/refer/", Drafted.Id)];

    /// <summary>What is typed into every field that a page may know.</summary>
    private static readonly (string, string)[] Fields =
    [
        ("Form.Text", "x"), ("Form.Worker", "x"), ("Form.Stance", "agrees"), ("Form.Items[0].Text", "x"), ("Form.Items[0].Audience", "service"),
        ("Form.Reason", "no-capacity"), ("Form.What", "x"), ("Version", "1"), ("words", "x"), ("action", "x"), ("choose", "demo-wren"),
    ];

    [BrowserFact]
    public async Task Another_agencys_id_opens_and_changes_nothing_anywhere()
    {
        await Drafted.Put(browsers.Hub.Services, Sites.Online);
        using var client = await Client.SignedIn(browsers.Hub.Url, Sites.School);
        var token = await client.Token();
        // Emergency access has a door of its own, for every id: a reason first (see specs/access/emergency.md).
        var pages = (await Pages()).Where(page => page.Path.Contains('{', StringComparison.Ordinal) && page.Path != "/people/{id:fhirid}/emergency").ToList();
        Assert.True(pages.Count >= 25, $"Only {pages.Count} pages take an id: the list is not read right.");
        foreach (var (template, handlers) in pages)
        {
            var path = Filled(template);
            await Refused(path, await client.Get(path));
            foreach (var handler in handlers)
            {
                await Refused(path + handler, await client.Post(path + handler, token, Fields));
            }
        }
    }

    [BrowserFact]
    public async Task A_form_with_a_forged_token_changes_nothing_anywhere()
    {
        using var client = await Client.SignedIn(browsers.Hub.Url, Sites.Camhs);
        foreach (var (template, handlers) in (await Pages()).Where(page => page.Path != "/refused"))
        {
            foreach (var handler in handlers)
            {
                foreach (var token in (string[])["", "forged"])
                {
                    var path = template.Replace("{id:fhirid}", template.StartsWith("/referrals", StringComparison.Ordinal) ? "demo-niamh-referral-camhs" : "demo-jamie", StringComparison.Ordinal);
                    var answer = await client.Post(Filled(path) + handler, token, Fields);
                    Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path}{handler} answered {answer.StatusCode}.");
                }
            }
        }
    }

    [BrowserFact]
    public async Task Nobody_is_shown_anything_without_signing_in()
    {
        using var client = new Client(browsers.Hub.Url);
        foreach (var (template, _) in (await Pages()).Where(page => !IsOpen(page.Path)))
        {
            var answer = await client.Get(Filled(template));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal("/sign-in", answer.Headers.Location!.AbsolutePath);
        }
    }

    /// <summary>No page, or on to where the person begins anew; and never a word about whom it is about.</summary>
    private static async Task Refused(string path, HttpResponseMessage answer)
    {
        var onward = answer.Headers.Location?.OriginalString;
        Assert.True(answer.StatusCode == HttpStatusCode.NotFound || onward is "/refer" || onward == "/refer?again=demo-callum-referral-camhs", $"{path} answered {answer.StatusCode} {onward}.");
        var html = await answer.Content.ReadAsStringAsync();
        Assert.All((string[])["wren-27", "Callum", "Robin"], secret => Assert.DoesNotContain(secret, html, StringComparison.Ordinal));
    }

    private static bool IsOpen(string path) => path is "/sign-in" or "/sign-in/code" or "/sign-out" or "/help" or "/accessibility" or "/refused";

    private static string Filled(string template)
    {
        var id = OfOthers.FirstOrDefault(one => template.StartsWith(one.Folder, StringComparison.Ordinal)).Id;
        return template.Replace("{id:fhirid}", id, StringComparison.Ordinal)
            .Replace("{decision:fhirid}", "demo-wren-sharing", StringComparison.Ordinal)
            .Replace("{again:fhirid?}", "", StringComparison.Ordinal)
            .Replace("{step?}", "what-matters", StringComparison.Ordinal);
    }

    /// <summary>Every page with its address and the addresses of its posts.</summary>
    private async Task<IReadOnlyList<(string Path, IReadOnlyList<string> Handlers)>> Pages()
    {
        var loader = browsers.Hub.Services.GetRequiredService<PageLoader>();
        var pages = new List<(string, IReadOnlyList<string>)>();
        foreach (var page in browsers.Hub.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>())
        {
            var compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            var posts = compiled.HandlerMethods.Where(method => method.HttpMethod == "POST").Select(method => method.Name is null ? "" : "?handler=" + method.Name).ToList();
            pages.Add(("/" + page.AttributeRouteInfo!.Template!.TrimStart('/'), posts));
        }

        return pages;
    }
}
