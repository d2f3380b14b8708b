using System.Security.Claims;
using Hub.Api.Http;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Access;

/// <summary>Reads the caller off a request whose token was checked.</summary>
public static class Callers
{
    public const string ReasonHeader = "X-Emergency-Reason";
    private const int LongestReason = 1000;

    public static Caller Of(HttpContext context)
    {
        var ids = RequestIds.Of(context);
        return new Caller(
            Needed(context.User, CallerClaims.Agency),
            Needed(context.User, CallerClaims.Client),
            context.User.FindFirstValue(CallerClaims.Person),
            SmartScopes.Parse(Needed(context.User, CallerClaims.Scope)),
            context.User.FindFirstValue(CallerClaims.Purpose) ?? Purposes.Treatment,
            Reason(context.Request.Headers[ReasonHeader]),
            ids.Request,
            ids.Correlation)
        { Replayable = ids.ClientChose, Role = context.User.FindFirstValue(CallerClaims.Role) };
    }

    private static string Needed(ClaimsPrincipal user, string claim) =>
        user.FindFirstValue(claim) ?? throw new ProblemException(Problems.LoginRequired);

    private static string? Reason(string? sent)
    {
        var said = sent?.Trim();
        return string.IsNullOrEmpty(said) ? null : said.Length <= LongestReason ? said : said[..LongestReason];
    }
}
