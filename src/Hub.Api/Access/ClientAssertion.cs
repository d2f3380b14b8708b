using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hub.Api.Access;

/// <summary>The claims of a client assertion (RFC 7523, SMART App Launch 2 "Backend Services"), checked one by one so that the answer can name the one that is wrong.</summary>
public static class ClientAssertion
{
    public static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha384, SecurityAlgorithms.EcdsaSha384];

    private const int LongestId = 200;
    private static readonly JsonWebTokenHandler Jwt = new() { MapInboundClaims = false };

    /// <summary>The token unverified, or null when the text is no JWT.</summary>
    public static JsonWebToken? Read(string text)
    {
        try
        {
            return Jwt.CanReadToken(text) ? Jwt.ReadJsonWebToken(text) : null;
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenMalformedException)
        {
            return null;
        }
    }

    public static OAuthRefusal? CheckClaims(JsonWebToken token, AccessSettings settings, DateTimeOffset now) =>
        CheckNames(token) ?? CheckAudience(token, settings.TokenUrl) ?? CheckTimes(token, now);

    public static async Task<bool> IsSignedBy(string text, JsonWebKey key)
    {
        var result = await Jwt.ValidateTokenAsync(text, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        return result.IsValid;
    }

    private static OAuthRefusal? CheckNames(JsonWebToken token)
    {
        if (!Algorithms.Contains(token.Alg))
        {
            return OAuthRefusal.Client($"Header alg is {OAuthRefusal.Quote(token.Alg)}; RS384 or ES384 is needed.");
        }

        if (string.IsNullOrEmpty(token.Kid))
        {
            return OAuthRefusal.Client("Header kid is missing: name the key of your JWKS that signed the assertion.");
        }

        if (string.IsNullOrEmpty(token.Issuer) || token.Issuer != token.Subject)
        {
            return OAuthRefusal.Client($"Claims iss ({OAuthRefusal.Quote(token.Issuer)}) and sub ({OAuthRefusal.Quote(token.Subject)}) must both be the client id.");
        }

        return token.Id is { Length: > 0 and <= LongestId }
            ? null
            : OAuthRefusal.Client($"Claim jti is missing or longer than {LongestId} characters: every assertion needs a new one.");
    }

    private static OAuthRefusal? CheckAudience(JsonWebToken token, string tokenUrl) =>
        token.Audiences.Contains(tokenUrl)
            ? null
            : OAuthRefusal.Client($"Claim aud is {OAuthRefusal.Quote(string.Join(' ', token.Audiences))}; it must be the token endpoint, '{tokenUrl}'.");

    private static OAuthRefusal? CheckTimes(JsonWebToken token, DateTimeOffset now)
    {
        if (Seconds(token, JwtRegisteredClaimNames.Exp) is not { } expires)
        {
            return OAuthRefusal.Client("Claim exp is missing or is no number of seconds: say until when the assertion is good, at most five minutes from now.");
        }

        if (expires < now - AccessSettings.ClockSkew)
        {
            return OAuthRefusal.Client($"Claim exp is past: the assertion expired at {expires:O}, and it is {now:O}.");
        }

        if (expires > now + AccessSettings.AssertionLife + AccessSettings.ClockSkew)
        {
            return OAuthRefusal.Client("Claim exp is more than five minutes away: an assertion is good for five minutes at most.");
        }

        var early = new[] { JwtRegisteredClaimNames.Nbf, JwtRegisteredClaimNames.Iat }
            .FirstOrDefault(claim => Seconds(token, claim) is { } from && from > now + AccessSettings.ClockSkew);
        return early is null ? null : OAuthRefusal.Client($"Claim {early} lies in the future; the hub's time is {now:O}.");
    }

    /// <summary>NumericDate of RFC 7519, which may carry a fraction.</summary>
    private static DateTimeOffset? Seconds(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<double>(claim, out var seconds) && seconds is > 0 and < 253402300799
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : null;
}
