using System.Net;
using Hub.Api.Access;
using Hub.Api.Store;

namespace Hub.Api.Tests.Access;

public sealed class ClientKeysTests
{
    private static readonly Partner Clinic = new("clinic", "camhs", "Clinic", "https://clinic.example/jwks", HubHost.AllScopes, true);
    private readonly Address address = new();
    private readonly TestClock clock = new();
    private readonly ClientKeys keys;

    public ClientKeysTests()
    {
        clock.Set(DateTimeOffset.UnixEpoch);
        keys = new ClientKeys(address, clock);
        address.Answer = ClientKey.Es384("first").Jwks;
    }

    [Fact]
    public async Task A_fetched_set_serves_for_ten_minutes()
    {
        await Find("first");
        clock.Advance(TimeSpan.FromMinutes(9));
        await Find("first");
        Assert.Equal(1, address.Asked);

        clock.Advance(TimeSpan.FromMinutes(2));
        await Find("first");

        Assert.Equal(2, address.Asked);
    }

    [Fact]
    public async Task An_unknown_key_id_is_asked_for_again_but_not_at_once()
    {
        await Find("first");
        address.Answer = ClientKey.Es384("second").Jwks;
        Assert.NotNull(await Why("second"));
        clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Null(await Why("second"));
    }

    [Fact]
    public async Task The_last_set_serves_for_an_hour_while_the_address_does_not_answer()
    {
        await Find("first");
        address.Answer = null;
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Null(await Why("first"));
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Contains("did not answer", await Why("first"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{")]
    public async Task What_is_no_key_set_is_none(string answer)
    {
        address.Answer = answer;

        Assert.Contains("did not answer", await Why("first"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_RSA_key_is_refused()
    {
        address.Answer = ClientKey.Rs384("short", bits: 1024).Jwks;

        Assert.Contains("1024", await Why("short"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_without_keys_is_told_so()
    {
        var (key, why) = await keys.Find(Clinic with { Jwks = "" }, "any", default);

        Assert.Null(key);
        Assert.Contains("no keys", why, StringComparison.Ordinal);
    }

    private async Task Find(string keyId) => Assert.Null(await Why(keyId));

    private async Task<string?> Why(string keyId) => (await keys.Find(Clinic, keyId, default)).Why;

    /// <summary>The partner's address, with or without an answer.</summary>
    private sealed class Address : HttpMessageHandler, IHttpClientFactory
    {
        public string? Answer { get; set; }

        public int Asked { get; private set; }

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(Answer is null
                ? new HttpResponseMessage(HttpStatusCode.BadGateway)
                : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Answer) });
        }
    }
}
