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
            OnTokenValidated = CheckPartner,
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

    private static async Task CheckPartner(TokenValidatedContext context)
    {
        var partners = context.HttpContext.RequestServices.GetRequiredService<Partners>();
        var client = context.Principal?.FindFirstValue(CallerClaims.Client) ?? "";
        if (client == CallerClaims.Portal && context.Principal?.FindFirstValue(CallerClaims.Person) is not null)
        {
            return;
        }

        var partner = await partners.Find(client, context.HttpContext.RequestAborted);
        if (partner is not { Enabled: true } || partner.Agency != context.Principal?.FindFirstValue(CallerClaims.Agency))
        {
            context.Fail(new PartnerRefusedException(client));
        }
    }
}
