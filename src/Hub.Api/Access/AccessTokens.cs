using Hub.Api.Store;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hub.Api.Access;

/// <summary>The hub's own access tokens: JWTs of RFC 9068, ES384, short-lived.</summary>
public sealed class AccessTokens(SigningKeys keys, AccessSettings settings, Ids ids, TimeProvider time)
{
    private static readonly JsonWebTokenHandler Jwt = new() { SetDefaultTimesOnTokenCreation = false };

    private static readonly SmartScopes People = SmartScopes.Parse("user/*.cruds");

    public string Issue(Partner partner, SmartScopes scopes, string purpose) => Make(purpose, new()
    {
        [CallerClaims.Subject] = partner.ClientId,
        [CallerClaims.Client] = partner.ClientId,
        [CallerClaims.Agency] = partner.Agency,
        [CallerClaims.Scope] = scopes.ToString(),
    });

    /// <summary>A token for somebody signed in to the portal: their agency's rights, their own name in the audit.</summary>
    public string IssueToPerson(string agency, string account, string fhirUser, string role, string purpose) => Make(purpose, new()
    {
        [CallerClaims.Subject] = account,
        [CallerClaims.Client] = CallerClaims.Portal,
        [CallerClaims.Agency] = agency,
        [CallerClaims.Person] = fhirUser,
        [CallerClaims.Role] = role,
        [CallerClaims.Scope] = People.ToString(),
    });

    private string Make(string purpose, Dictionary<string, object> claims)
    {
        claims[CallerClaims.Purpose] = purpose;
        claims[JwtRegisteredClaimNames.Jti] = ids.Next();
        var now = time.GetUtcNow();
        return Jwt.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = settings.Issuer,
            Audience = settings.FhirUrl,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + settings.TokenLife).UtcDateTime,
            TokenType = "at+jwt",
            SigningCredentials = keys.Current(),
            Claims = claims,
        });
    }

    /// <summary>The token answer of RFC 6749 section 5.1.</summary>
    public Dictionary<string, object> Answer(Partner partner, SmartScopes scopes, string purpose) => new()
    {
        ["access_token"] = Issue(partner, scopes, purpose),
        ["token_type"] = "bearer",
        ["expires_in"] = (int)settings.TokenLife.TotalSeconds,
        ["scope"] = scopes.ToString(),
    };
}
