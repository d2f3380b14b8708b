using Hub.Api.Http;

namespace Hub.Api.Access;

/// <summary>The bearer of a token as the caller of one request: with its ids, and the reason it may give.</summary>
public static class Callers
{
    public const string ReasonHeader = "X-Emergency-Reason";
    private const int LongestReason = 1000;

    public static Caller Of(HttpContext context, Bearer bearer)
    {
        var ids = RequestIds.Of(context);
        var reason = Reason(context.Request.Headers[ReasonHeader]);
        return new Caller(bearer.Agency, bearer.Client, bearer.Person, bearer.Scopes, bearer.Purpose, reason, ids.Request, ids.Correlation)
        {
            Replayable = ids.ClientChose,
            Role = bearer.Role,
        };
    }

    private static string? Reason(string? sent)
    {
        var said = sent?.Trim();
        return string.IsNullOrEmpty(said) ? null : said.Length <= LongestReason ? said : said[..LongestReason];
    }
}
