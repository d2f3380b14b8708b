using Hub.Fhir.Outcomes;
using Microsoft.IdentityModel.Tokens;

namespace Hub.Api.Access;

/// <summary>Says of an access token that is not taken which claim, key or audience was wrong.</summary>
public static class TokenWords
{
    public static ProblemException Refusal(Exception? failure, AccessSettings settings) => failure switch
    {
        null => new ProblemException(Problems.LoginRequired, $"Send an access token (Authorization: Bearer …). Tokens come from {settings.TokenUrl}."),
        SecurityTokenExpiredException expired => new ProblemException(Problems.TokenExpired, $"The access token expired at {expired.Expires:O}. Ask for a new one at {settings.TokenUrl}."),
        _ => new ProblemException(Problems.TokenInvalid, Sentence(failure, settings)),
    };

    private static string Sentence(Exception failure, AccessSettings settings) => failure switch
    {
        SecurityTokenInvalidAudienceException wrong => $"Claim aud of the access token is {OAuthRefusal.Quote(wrong.InvalidAudience)}; this hub is '{settings.FhirUrl}'.",
        SecurityTokenInvalidIssuerException wrong => $"Claim iss of the access token is {OAuthRefusal.Quote(wrong.InvalidIssuer)}; this hub takes tokens of '{settings.Issuer}'.",
        SecurityTokenNotYetValidException early => $"The access token is not valid before {early.NotBefore:O}.",
        SecurityTokenSignatureKeyNotFoundException => $"The access token is signed with a key that is not one of this hub's; its keys are at {settings.KeysUrl}.",
        SecurityTokenInvalidSignatureException => "The signature of the access token does not verify.",
        SecurityTokenInvalidTypeException => "Header typ of the token is not at+jwt: it is no access token.",
        PartnerRefusedException partner => partner.Message,
        _ => $"The access token can not be read. Ask for one at {settings.TokenUrl}.",
    };
}

/// <summary>The token is sound, but its client is not registered (any more) or is switched off.</summary>
public sealed class PartnerRefusedException(string client)
    : SecurityTokenException($"Client {OAuthRefusal.Quote(client)} of the access token is not registered here or is switched off.");
