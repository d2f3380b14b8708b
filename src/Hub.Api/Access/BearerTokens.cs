using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Hub.Api.Access;

/// <summary>How an access token at the door is checked: issuer, audience, type, key, life, and that its partner is still on.</summary>
public static class BearerTokens
{
    private const string Scheme = "Bearer ";

    public static void Configure(JwtBearerOptions options, SigningKeys keys, AccessSettings settings, TimeProvider time)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = Parameters(keys, settings, time);
        options.Events = new JwtBearerEvents
        {
            OnMessageReceived = Recognize,
            OnTokenValidated = async context => await Admit(context, context.Principal!, context.SecurityToken.ValidTo),
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

    /// <summary>A token whose signature was checked a moment ago; its partner is asked for all the same.</summary>
    private static async Task Recognize(MessageReceivedContext context)
    {
        var known = context.HttpContext.RequestServices.GetRequiredService<KnownTokens>();
        if (Token(context.Request) is { } token && known.Find(token) is { } principal)
        {
            context.Principal = principal;
            await Admit(context, principal, null);
        }
    }

    /// <summary>The partner must be on, and speak for the agency the token names; a person signed in at the portal speaks for their own.</summary>
    private static async Task Admit(ResultContext<JwtBearerOptions> context, ClaimsPrincipal principal, DateTime? expires)
    {
        var services = context.HttpContext.RequestServices;
        var client = principal.FindFirstValue(CallerClaims.Client) ?? "";
        var isPerson = client == CallerClaims.Portal && principal.FindFirstValue(CallerClaims.Person) is not null;
        var partner = isPerson ? null : await services.GetRequiredService<Partners>().Find(client, context.HttpContext.RequestAborted);
        if (!isPerson && (partner is not { Enabled: true } || partner.Agency != principal.FindFirstValue(CallerClaims.Agency)))
        {
            context.Fail(new PartnerRefusedException(client));
            return;
        }

        if (expires is { } end && Token(context.Request) is { } token)
        {
            services.GetRequiredService<KnownTokens>().Remember(token, principal, new DateTimeOffset(end, TimeSpan.Zero));
        }

        context.Success();
    }

    private static string? Token(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }
}
