using System.Text;
using System.Text.Json.Nodes;
using Hub.Api.Access;
using Hub.Api.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hub.Api.Tests.Access;

public sealed class TokenEndpointTests(HubHost hub) : IClassFixture<HubHost>
{
    private const string Audience = "http://127.0.0.1:5080/oauth/token";
    private static readonly ClientKey Key = ClientKey.Es384();

    [Fact]
    public async Task An_ES384_assertion_gets_a_token_that_opens_the_door()
    {
        await Register("clinic", Key.Jwks);

        var answer = await Ask(Key.Assertion("clinic", Audience, hub.Clock.GetUtcNow()), "system/Patient.rs");

        Assert.Equal("bearer", answer["token_type"]!.GetValue<string>());
        Assert.Equal(300, answer["expires_in"]!.GetValue<int>());
        Assert.Equal("system/Patient.rs", answer["scope"]!.GetValue<string>());
        var client = hub.Anyone();
        client.DefaultRequestHeaders.Authorization = new("Bearer", answer["access_token"]!.GetValue<string>());
        Assert.Equal(200, (await client.Get("Patient")).Status);
        Assert.Equal(403, (await client.Get("Task")).Status);
    }

    [Fact]
    public async Task An_RS384_assertion_gets_a_token()
    {
        var key = ClientKey.Rs384();
        await Register("clinic-rsa", key.Jwks);

        Assert.NotNull((await Ask(key.Assertion("clinic-rsa", Audience, hub.Clock.GetUtcNow())))["access_token"]);
    }

    [Fact]
    public async Task Scopes_are_narrowed_to_those_registered()
    {
        await Register("narrow", Key.Jwks, "system/Task.rs system/Patient.r");

        var answer = await Ask(Key.Assertion("narrow", Audience, hub.Clock.GetUtcNow()), "system/*.cruds");

        Assert.Equal("system/Task.rs system/Patient.r", answer["scope"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("iss", "somebody", "iss")]
    [InlineData("sub", "somebody", "sub")]
    [InlineData("aud", "https://other.example/token", "aud")]
    [InlineData("exp", -600, "exp is past")]
    [InlineData("exp", 3600, "more than five minutes")]
    [InlineData("nbf", 600, "nbf")]
    [InlineData("iat", 600, "iat")]
    [InlineData("jti", "", "jti")]
    public async Task A_wrong_claim_is_named(string claim, object value, string named)
    {
        await Register("claims", Key.Jwks);
        var now = hub.Clock.GetUtcNow();
        var assertion = Key.Assertion("claims", Audience, now, claims => claims[claim] = value is int seconds ? now.AddSeconds(seconds).ToUnixTimeSeconds() : value);

        var answer = await Ask(assertion, expected: 401);

        Assert.Equal("invalid_client", answer["error"]!.GetValue<string>());
        Assert.Contains(named, answer["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("jti")]
    [InlineData("sub")]
    [InlineData("aud")]
    public async Task A_missing_claim_is_named(string claim)
    {
        await Register("missing", Key.Jwks);
        var assertion = Key.Assertion("missing", Audience, hub.Clock.GetUtcNow(), claims => claims.Remove(claim));

        Assert.Contains(claim, (await Ask(assertion, expected: 401))["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audience_that_was_expected_is_told()
    {
        await Register("audience", Key.Jwks);

        var answer = await Ask(Key.Assertion("audience", "https://other.example/token", hub.Clock.GetUtcNow()), expected: 401);

        Assert.Contains(Audience, answer["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("https://other.example/token", answer["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_jti_is_good_once_even_after_a_restart()
    {
        await Register("once", Key.Jwks);
        var assertion = Key.Assertion("once", Audience, hub.Clock.GetUtcNow());
        await Ask(assertion);

        var again = await Ask(assertion, expected: 401);

        Assert.Contains("jti", again["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
        var jti = new JsonWebTokenHandler().ReadJsonWebToken(assertion).Id;
        await using var reopened = StoreRegistration.Open(hub.Services.GetRequiredService<Api.Store.Dialects.Dialect>(), hub.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<ResourceStore>.Instance);
        Assert.False(await reopened.Write(open => open.UseJti("once", jti, hub.Clock.GetUtcNow().AddMinutes(5)), default));
    }

    [Fact]
    public async Task A_key_id_that_is_not_registered_is_named_beside_those_that_are()
    {
        await Register("keys", Key.Jwks);

        var answer = await Ask(ClientKey.Es384("other-key").Assertion("keys", Audience, hub.Clock.GetUtcNow()), expected: 401);

        Assert.Contains("'other-key'", answer["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("ec-1", answer["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_by_another_key_of_the_same_id_is_refused()
    {
        await Register("forged", Key.Jwks);

        var answer = await Ask(ClientKey.Es384().Assertion("forged", Audience, hub.Clock.GetUtcNow()), expected: 401);

        Assert.Contains("signature", answer["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_assertion_does_not_use_up_the_jti()
    {
        await Register("victim", Key.Jwks);
        var now = hub.Clock.GetUtcNow();
        await Ask(ClientKey.Es384().Assertion("victim", Audience, now, claims => claims["jti"] = "the-id"), expected: 401);

        await Ask(Key.Assertion("victim", Audience, now, claims => claims["jti"] = "the-id"));
    }

    [Fact]
    public async Task An_algorithm_other_than_RS384_and_ES384_is_named()
    {
        var key = ClientKey.Rs384(algorithm: SecurityAlgorithms.RsaSha256);
        await Register("algorithm", key.Jwks);

        Assert.Contains("RS256", (await Ask(key.Assertion("algorithm", Audience, hub.Clock.GetUtcNow()), expected: 401))["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assertion_without_a_signature_is_refused()
    {
        await Register("unsigned", Key.Jwks);
        var signed = Key.Assertion("unsigned", Audience, hub.Clock.GetUtcNow()).Split('.');
        var header = Base64UrlEncoder.Encode("""{"alg":"none","kid":"ec-1","typ":"JWT"}""");

        Assert.Contains("none", (await Ask($"{header}.{signed[1]}.", expected: 401))["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_client_and_one_switched_off_are_refused()
    {
        await Register("asleep", Key.Jwks, enabled: false);

        Assert.Contains("'stranger'", (await Ask(Key.Assertion("stranger", Audience, hub.Clock.GetUtcNow()), expected: 401))["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("switched off", (await Ask(Key.Assertion("asleep", Audience, hub.Clock.GetUtcNow()), expected: 401))["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grant_type=password", "unsupported_grant_type")]
    [InlineData("grant_type=client_credentials&client%00_assertion=x", "invalid_request")]
    [InlineData("grant_type=client_credentials", "invalid_request")]
    [InlineData("grant_type=client_credentials&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "invalid_request")]
    [InlineData("grant_type=client_credentials&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=rubbish", "invalid_client")]
    [InlineData("grant_type=client_credentials&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=a.b.c", "invalid_client")]
    public async Task A_request_that_is_none_gets_the_OAuth_error(string form, string error)
    {
        var reply = await hub.Anyone().Send(HttpMethod.Post, "/oauth/token", new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"));

        Assert.Equal(error, reply.Json["error"]!.GetValue<string>());
        Assert.Equal("no-store", reply.Response.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("", "registered for client")]
    [InlineData("system/Patient.cud", "registered for client")]
    [InlineData("everything", "'everything'")]
    public async Task A_scope_that_cannot_be_had_is_named(string scope, string named)
    {
        await Register("scopes", Key.Jwks, "system/Patient.rs");

        var answer = await Ask(Key.Assertion("scopes", Audience, hub.Clock.GetUtcNow()), scope, 400);

        Assert.Equal("invalid_scope", answer["error"]!.GetValue<string>());
        Assert.Contains(named, answer["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_discovery_document_names_the_endpoints_and_the_keys_verify_the_tokens()
    {
        var document = (await hub.Anyone().Get(".well-known/smart-configuration")).Json;
        var keys = (await hub.Anyone().Get(".well-known/jwks.json")).Text;

        Assert.Equal(Audience, document["token_endpoint"]!.GetValue<string>());
        Assert.Equal("http://127.0.0.1:5080/fhir/.well-known/jwks.json", document["jwks_uri"]!.GetValue<string>());
        Assert.Contains("client-confidential-asymmetric", document["capabilities"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\"d\"", keys, StringComparison.Ordinal);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(hub.Token("online"), new TokenValidationParameters
        {
            IssuerSigningKeys = new JsonWebKeySet(keys).GetSigningKeys(),
            ValidIssuer = document["issuer"]!.GetValue<string>(),
            ValidAudience = "http://127.0.0.1:5080/fhir",
        });
        Assert.True(result.IsValid, result.Exception?.Message);
    }

    private Task Register(string client, string jwks, string scopes = HubHost.AllScopes, bool enabled = true) =>
        hub.Services.GetRequiredService<Partners>().Save(new Partner(client, "camhs", client, jwks, scopes, enabled), default);

    private async Task<JsonNode> Ask(string assertion, string scope = HubHost.AllScopes, int expected = 200)
    {
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = TokenEndpoint.AssertionType,
            ["client_assertion"] = assertion,
            ["scope"] = scope,
        });
        var reply = await hub.Anyone().Send(HttpMethod.Post, "/oauth/token", form);
        Assert.True(reply.Status == expected, reply.Text);
        return reply.Json;
    }
}
