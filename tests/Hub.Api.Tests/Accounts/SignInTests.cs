using System.Net;
using System.Text.RegularExpressions;
using Hub.Api.Accounts;
using Hub.Portal.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Api.Tests.Accounts;

/// <summary>People sign in on whichever database the hub has: SQLite, or the PostgreSQL that HUB_TEST_POSTGRES names.</summary>
public sealed partial class SignInTests(SignInTests.HubWithPeople hub) : IClassFixture<SignInTests.HubWithPeople>
{
    [Fact]
    public async Task A_person_signs_in_and_out_and_the_session_is_gone()
    {
        using var client = hub.Browser();
        var signedIn = await SignIn(client, DemoPeople.Password);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Equal("/", signedIn.Headers.Location!.ToString());
        Assert.Contains("Tom Ferris", await client.GetStringAsync(new Uri("/account", UriKind.Relative)), StringComparison.Ordinal);

        var sessions = hub.Services.GetRequiredService<Sessions>();
        var open = await sessions.OpenFor(await hub.UserId(), default);
        Assert.NotEmpty(open);
        foreach (var one in open)
        {
            await sessions.Close(await hub.UserId(), one.Key, default);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(new Uri("/account", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_signs_nobody_in()
    {
        using var client = hub.Browser();

        Assert.Equal(HttpStatusCode.OK, (await SignIn(client, "not the password")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(new Uri("/account", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task What_is_typed_is_kept_once_however_many_windows_keep_it_at_once()
    {
        await Parallel.ForAsync(0, 8, async (i, cancellationToken) =>
        {
            await using var scope = hub.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Desk>().Keep("somebody", "refer/1", $"{{\"text\":\"{i}\"}}", cancellationToken);
        });

        await using var scope = hub.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<Desk>();
        await desk.Keep("somebody", "refer/1", "{\"text\":\"last\"}", default);
        Assert.Equal("{\"text\":\"last\"}", Assert.Single(await desk.List("somebody", "refer/", default)).Json);
        await desk.Drop("somebody", "refer/1", default);
        Assert.Null(await desk.Read("somebody", "refer/1", default));
    }

    [Fact]
    public async Task What_one_node_seals_another_opens_and_nobody_is_added_twice()
    {
        await using var other = hub.WithWebHostBuilder(_ => { });
        var sealedText = hub.Services.GetDataProtector("test").Protect("words");

        Assert.Equal("words", other.Services.GetDataProtector("test").Unprotect(sealedText));
        await using var accounts = await hub.Services.GetRequiredService<IDbContextFactory<AccountsContext>>().CreateDbContextAsync();
        Assert.Equal(DemoPeople.All.Count, await accounts.Users.CountAsync());
    }

    private static async Task<HttpResponseMessage> SignIn(HttpClient client, string password)
    {
        var page = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var form = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", Token().Match(page).Groups[1].Value), new("Email", HubWithPeople.Email), new("Password", password),
        ]);
        return await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    /// <summary>A hub with the demo's people and no records.</summary>
    public sealed class HubWithPeople : HubHost
    {
        public const string Email = "caseholder@camhs.example";

        protected override Microsoft.Extensions.Hosting.IHost CreateHost(Microsoft.Extensions.Hosting.IHostBuilder builder)
        {
            var host = base.CreateHost(builder);
            using var scope = host.Services.CreateScope();
            DemoPeople.Seed(scope.ServiceProvider.GetRequiredService<UserManager<HubUser>>()).GetAwaiter().GetResult();
            return host;
        }

        public HttpClient Browser() => CreateClient(new WebApplicationFactoryClientOptions
        {
            AllowAutoRedirect = false,
            HandleCookies = true,
            BaseAddress = new Uri("https://localhost"),
        });

        public async Task<string> UserId()
        {
            using var scope = Services.CreateScope();
            return (await scope.ServiceProvider.GetRequiredService<UserManager<HubUser>>().FindByEmailAsync(Email))!.Id;
        }
    }
}
