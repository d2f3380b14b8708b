using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Hub.Api.Access;

/// <summary>How an access token at the door is checked: issuer, audience, type, key, life, and that its partner is still on.</summary>
public static class BearerTokens
{
    public static void Configure(JwtBearerOptions options, SigningKeys keys, AccessSettings settings, TimeProvider time)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = Parameters(keys, settings, time);
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = Admit,
            OnChallenge = context =>
            {
                context.Response.Headers.WWWAuthenticate = "Bearer realm=\"fhir\"";
                throw TokenWords.Refusal(context.AuthenticateFailure, settings);
            },
        };
    }

    private static TokenValidationParameters Parameters(SigningKeys keys, AccessSettings settings, TimeProvider time) => new()
    {
        ValidIssuer = settings.Issuer,
        AudienceValidator = (audiences, _, _) => IsForHere([.. audiences], settings.FhirUrl),
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha384],
        ValidTypes = ["at+jwt"],
        NameClaimType = CallerClaims.Client,
        IssuerSigningKeyResolver = (_, _, keyId, _) => keys.Verifying(keyId ?? ""),
        TryAllIssuerSigningKeys = false,
        LifetimeValidator = (from, until, _, _) => IsAlive(from, until, time.GetUtcNow().UtcDateTime),
    };

    private static bool IsForHere(List<string> audiences, string here) => audiences.Contains(here)
        ? true
        : throw new SecurityTokenInvalidAudienceException { InvalidAudience = string.Join(' ', audiences) };

    private static bool IsAlive(DateTime? from, DateTime? until, DateTime now)
    {
        if (until is not { } end || end < now - AccessSettings.ClockSkew)
        {
            throw new SecurityTokenExpiredException { Expires = until ?? default };
        }

        return from is { } start && start > now + AccessSettings.ClockSkew
            ? throw new SecurityTokenNotYetValidException { NotBefore = start }
            : true;
    }

    /// <summary>The partner must be on, and speak for the agency the token names; a person signed in at the portal speaks for their own.</summary>
    private static async Task Admit(TokenValidatedContext context)
    {
        var principal = context.Principal!;
        var client = principal.FindFirstValue(CallerClaims.Client) ?? "";
        var partners = context.HttpContext.RequestServices.GetRequiredService<Partners>();
        if (!CallerClaims.NamePerson(client, principal.FindFirstValue(CallerClaims.Person))
            && !await partners.Speaks(client, principal.FindFirstValue(CallerClaims.Agency), context.HttpContext.RequestAborted))
        {
            context.Fail(new PartnerRefusedException(client));
        }
    }
}
