using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hub.Api.Tests.Access;

/// <summary>The key pair of a partner's system: makes the JWKS to register and the assertions to authenticate with.</summary>
internal sealed class ClientKey
{
    private readonly SecurityKey key;
    private readonly string algorithm;
    private readonly object publicKey;

    private ClientKey(SecurityKey key, string algorithm, object publicKey) => (this.key, this.algorithm, this.publicKey) = (key, algorithm, publicKey);

    public string Jwks => Set(this);

    public static string Set(params ClientKey[] keys) => JsonSerializer.Serialize(new { keys = keys.Select(key => key.publicKey) });

    public static ClientKey Es384(string kid = "ec-1")
    {
        var pair = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var point = pair.ExportParameters(false).Q;
        return new ClientKey(
            new ECDsaSecurityKey(pair) { KeyId = kid }, SecurityAlgorithms.EcdsaSha384,
            new { kty = "EC", crv = "P-384", kid, x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) });
    }

    public static ClientKey Rs384(string kid = "rsa-1", int bits = 2048, string algorithm = SecurityAlgorithms.RsaSha384)
    {
        var pair = RSA.Create(bits);
        var parameters = pair.ExportParameters(false);
        return new ClientKey(
            new RsaSecurityKey(pair) { KeyId = kid }, algorithm,
            new { kty = "RSA", kid, n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) });
    }

    /// <summary>An assertion of the client; <paramref name="change"/> makes it wrong in one place.</summary>
    public string Assertion(string client, string audience, DateTimeOffset now, Action<Dictionary<string, object>>? change = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = client,
            ["sub"] = client,
            ["aud"] = audience,
            ["exp"] = now.AddMinutes(4).ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString(),
        };
        change?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(JsonSerializer.Serialize(claims), new SigningCredentials(key, algorithm));
    }
}
