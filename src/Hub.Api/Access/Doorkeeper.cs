using Hub.Api.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Hub.Api.Access;

/// <summary>
/// Finds out who asks, and opens the store as they may see it. A token is checked by the framework; one that was checked a moment ago
/// is recognised, and only its partner is asked for again.
/// </summary>
public sealed class Doorkeeper(KnownTokens tokens, Partners partners, ResourceStore store, Ids ids, AccessSettings settings, TimeProvider time)
{
    /// <summary>The bearer of the request's token; a request without a good one is refused with 401.</summary>
    public async ValueTask<Bearer> Require(HttpContext context) => await Known(context) ?? await Check(context);

    /// <summary>The bearer of a token that was checked a moment ago, while its partner is on; else null.</summary>
    public async ValueTask<Bearer?> Known(HttpContext context)
        => tokens.Find(context.Request.Headers.Authorization.ToString()) is { } bearer
            && (bearer.IsPerson || await partners.Speaks(bearer.Client, bearer.Agency, context.RequestAborted)) ? bearer : null;

    /// <summary>The store as this caller may see it.</summary>
    public GuardedStore Open(Caller caller) => new(store, caller, ids, settings, time);

    private async Task<Bearer> Check(HttpContext context)
    {
        var found = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (!found.Succeeded)
        {
            await context.ChallengeAsync(JwtBearerDefaults.AuthenticationScheme);
            throw TokenWords.Refusal(found.Failure, settings);
        }

        var bearer = Bearer.Of(found.Principal);
        if (found.Properties.ExpiresUtc is { } expires)
        {
            tokens.Remember(context.Request.Headers.Authorization.ToString(), bearer, expires);
        }

        return bearer;
    }
}
