using System.Net;
using System.Text.RegularExpressions;
using Hub.Api.Accounts;

namespace Hub.Portal.Tests.EndToEnd;

/// <summary>A browser without a screen: cookies, forms, no redirect followed.</summary>
internal sealed partial class Client(string url) : IDisposable
{
    private readonly HttpClient http = new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri(url) };

    public static async Task<Client> SignedIn(string url, string email)
    {
        var client = new Client(url);
        await client.SignIn(email, null);
        return client;
    }

    public async Task<HttpResponseMessage> SignIn(string email, string? from) =>
        await Post("/sign-in", await Token("/sign-in"), ("Email", email), ("Password", DemoPeople.Password), ("From", from ?? ""));

    public Task<HttpResponseMessage> Get(string path) => http.GetAsync(path);

    public Task<string> Page(string path) => http.GetStringAsync(path);

    /// <summary>The antiforgery token of this person's forms.</summary>
    public async Task<string> Token(string path = "/refer") => TokenField().Match(await Page(path)).Groups[1].Value;

    public Task<HttpResponseMessage> Post(string path, string token, params IEnumerable<(string Name, string Value)> fields) =>
        http.PostAsync(path, new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(one => KeyValuePair.Create(one.Item1, one.Item2))));

    public void Dispose() => http.Dispose();

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
