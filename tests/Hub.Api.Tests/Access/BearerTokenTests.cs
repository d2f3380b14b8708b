using System.Security.Cryptography;
using Hub.Api.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hub.Api.Tests.Access;

public sealed class BearerTokenTests : IDisposable
{
    private readonly HubHost hub = new();

    public void Dispose() => hub.Dispose();

    [Fact]
    public async Task Without_a_token_the_answer_says_where_tokens_come_from()
    {
        var reply = await hub.Anyone().Get("Patient");

        Assert.Equal(401, reply.Status);
        Assert.Equal(["login-required"], reply.Problems);
        Assert.Contains("/oauth/token", reply.Text, StringComparison.Ordinal);
        Assert.Contains("Bearer", reply.Response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_is_told_when_it_expired()
    {
        var client = hub.Client("online");
        hub.Clock.Advance(TimeSpan.FromMinutes(6));

        var reply = await client.Get("Patient");

        Assert.Equal(401, reply.Status);
        Assert.Equal(["token-expired"], reply.Problems);
        Assert.Contains("expired at", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aud", "https://other.example/fhir", "https://other.example/fhir")]
    [InlineData("iss", "https://other.example", "https://other.example")]
    [InlineData("client_id", "stranger", "stranger")]
    public async Task A_token_for_somebody_else_is_told_which_claim_is_wrong(string claim, string value, string named)
    {
        var reply = await With(Signed(hub.Services.GetRequiredService<SigningKeys>().Current(), claims => claims[claim] = value)).Get("Patient");

        Assert.Equal(401, reply.Status);
        Assert.Equal(["token-invalid"], reply.Problems);
        Assert.True(reply.Text.Contains(named, StringComparison.Ordinal), reply.Text);
    }

    [Fact]
    public async Task A_token_signed_by_somebody_else_is_refused()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var reply = await With(Signed(new SigningCredentials(new ECDsaSecurityKey(pair) { KeyId = "mine" }, SecurityAlgorithms.EcdsaSha384))).Get("Patient");

        Assert.Equal(401, reply.Status);
        Assert.True(reply.Text.Contains("key", StringComparison.Ordinal), reply.Text);
    }

    [Fact]
    public async Task A_token_altered_on_the_way_is_refused()
    {
        var parts = hub.Token("online").Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("\"online\"", "\"camhs\"", StringComparison.Ordinal);

        Assert.Equal(401, (await With($"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}").Get("Patient")).Status);
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJvbmxpbmUifQ.")]
    public async Task What_is_no_token_is_refused(string text) => Assert.Equal(401, (await With(text).Get("Patient")).Status);

    [Fact]
    public async Task A_client_assertion_is_no_access_token()
    {
        var reply = await With(Signed(hub.Services.GetRequiredService<SigningKeys>().Current(), type: "JWT")).Get("Patient");

        Assert.Equal(401, reply.Status);
        Assert.Contains("at+jwt", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_switched_off_is_off_for_the_tokens_it_holds()
    {
        var client = hub.Client("school");
        Assert.Equal(200, (await client.Get("Patient")).Status);
        await hub.Services.GetRequiredService<Partners>().Save(HubHost.Partner("school") with { Enabled = false }, default);

        var reply = await client.Get("Patient");

        Assert.Equal(401, reply.Status);
        Assert.Contains("switched off", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_switched_off_elsewhere_is_off_within_a_second_though_its_token_is_known()
    {
        var client = hub.Client("school");
        hub.Clock.Advance(TimeSpan.Zero);
        Assert.Equal(200, (await client.Get("Patient")).Status);
        Assert.Equal(200, (await client.Get("Patient")).Status);
        await hub.Store.Write(open =>
        {
            open.PutPartner(HubHost.Partner("school") with { Enabled = false });
            return true;
        }, default);

        hub.Clock.Advance(Partners.Fresh + TimeSpan.FromMilliseconds(1));
        var reply = await client.Get("Patient");

        Assert.Equal((401, "token-invalid"), (reply.Status, reply.Problems.Single()));
        Assert.Contains("switched off", reply.Text, StringComparison.Ordinal);
        Assert.Contains("Bearer", reply.Response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_that_speaks_for_another_agency_now_does_not_speak_for_the_old_one()
    {
        var client = hub.Client("school");
        Assert.Equal(200, (await client.Get("Patient")).Status);
        await hub.Services.GetRequiredService<Partners>().Save(HubHost.Partner("school") with { Agency = "camhs" }, default);

        Assert.Equal(401, (await client.Get("Patient")).Status);
    }

    [Fact]
    public async Task A_known_token_ends_when_it_says_so()
    {
        var client = hub.Client("online");
        Assert.Equal(200, (await client.Get("Patient")).Status);
        hub.Clock.Advance(TimeSpan.FromMinutes(6));

        var reply = await client.Get("Patient");

        Assert.Equal((401, "token-expired"), (reply.Status, reply.Problems.Single()));
    }

    [Fact]
    public async Task A_known_token_is_checked_anew_within_a_minute_so_that_a_key_taken_away_is_not_trusted()
    {
        var client = hub.Client("online");
        Assert.Equal(200, (await client.Get("Patient")).Status);
        var known = hub.Services.GetRequiredService<KnownTokens>();
        var header = client.DefaultRequestHeaders.Authorization!.ToString();
        Assert.NotNull(known.Find(header));

        hub.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(known.Find(header));
    }

    [Fact]
    public async Task A_rolled_key_leaves_the_tokens_good_that_were_signed_before()
    {
        var before = hub.Client("online");

        hub.Services.GetRequiredService<SigningKeys>().Roll();

        Assert.Equal(200, (await before.Get("Patient")).Status);
        Assert.Equal(200, (await hub.Client("online").Get("Patient")).Status);
        Assert.Equal(2, (await hub.Anyone().Get(".well-known/jwks.json")).Json["keys"]!.AsArray().Count);
        hub.Clock.Advance(SigningKeys.Overlap + TimeSpan.FromMinutes(1));
        Assert.Single((await hub.Anyone().Get(".well-known/jwks.json")).Json["keys"]!.AsArray());
    }

    [Theory]
    [InlineData("GET", "Patient/1", "system/Task.cruds")]
    [InlineData("GET", "Patient/1", "system/Patient.cuds")]
    [InlineData("GET", "Patient", "system/Patient.crud")]
    [InlineData("GET", "Patient/1/_history", "system/Patient.cuds")]
    [InlineData("POST", "Patient", "system/Patient.ruds")]
    [InlineData("PUT", "Patient/1", "system/Patient.crds")]
    [InlineData("DELETE", "Patient/1", "system/Patient.crus")]
    public async Task A_missing_scope_is_named(string method, string path, string scopes)
    {
        var body = method is "POST" or "PUT" ? """{"resourceType":"Patient","id":"1"}""" : null;

        var reply = await hub.Client("online", scopes).Call(new HttpMethod(method), path, body);

        Assert.Equal(403, reply.Status);
        Assert.Equal(["scope-missing"], reply.Problems);
    }

    private HttpClient With(string token)
    {
        var client = hub.Anyone();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + token);
        return client;
    }

    private static string Signed(SigningCredentials key, Action<Dictionary<string, object>>? change = null, string type = "at+jwt")
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = "http://127.0.0.1:5080",
            ["aud"] = "http://127.0.0.1:5080/fhir",
            ["sub"] = "online",
            ["client_id"] = "online",
            ["agency"] = "online",
            ["scope"] = HubHost.AllScopes,
            ["exp"] = DateTimeOffset.Now.AddMinutes(5).ToUnixTimeSeconds(),
        };
        change?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(System.Text.Json.JsonSerializer.Serialize(claims), key, new Dictionary<string, object> { ["typ"] = type });
    }
}
