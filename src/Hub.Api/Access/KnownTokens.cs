using System.Collections.Concurrent;
using System.Security.Claims;

namespace Hub.Api.Access;

/// <summary>Access tokens whose signature was checked a moment ago: checking it again would cost more than the answer. Bounded, and forgotten with the token's end.</summary>
public sealed class KnownTokens(TimeProvider time)
{
    /// <summary>A signature is checked anew after this, so that a rolled key is not trusted for longer by what was known.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private const int Limit = 10_000;

    private readonly ConcurrentDictionary<string, Known> tokens = new(StringComparer.Ordinal);

    public ClaimsPrincipal? Find(string token)
    {
        if (!tokens.TryGetValue(token, out var known))
        {
            return null;
        }

        if (known.Until > time.GetUtcNow())
        {
            return known.Principal;
        }

        tokens.TryRemove(token, out _);
        return null;
    }

    public void Remember(string token, ClaimsPrincipal principal, DateTimeOffset expires)
    {
        if (tokens.Count >= Limit)
        {
            tokens.Clear();
        }

        var until = time.GetUtcNow() + Fresh;
        tokens[token] = new Known(principal, until < expires ? until : expires);
    }

    private sealed record Known(ClaimsPrincipal Principal, DateTimeOffset Until);
}
