using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Hub.Api.Access;

/// <summary>
/// Access tokens whose signature was checked a moment ago, as the header they came in: checking it again would cost more than the
/// answer. Bounded, and forgotten with the token's end.
/// </summary>
public sealed class KnownTokens(TimeProvider time)
{
    /// <summary>A signature is checked anew after this, so that a rolled key is not trusted for longer by what was known.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private const int Limit = 10_000;

    private readonly ConcurrentDictionary<string, Known> tokens = new(new ByTail());

    public Bearer? Find(string header)
    {
        if (!tokens.TryGetValue(header, out var known))
        {
            return null;
        }

        if (known.Until > time.GetUtcNow())
        {
            return known.Bearer;
        }

        tokens.TryRemove(header, out _);
        return null;
    }

    public void Remember(string header, Bearer bearer, DateTimeOffset expires)
    {
        if (tokens.Count >= Limit)
        {
            tokens.Clear();
        }

        var until = time.GetUtcNow() + Fresh;
        tokens[header] = new Known(bearer, until < expires ? until : expires);
    }

    private sealed record Known(Bearer Bearer, DateTimeOffset Until);

    /// <summary>Tokens differ in their signature, which is their end: hashing all of them would take as long as all else that is done to recognise one.</summary>
    private sealed class ByTail : IEqualityComparer<string>
    {
        private const int Tail = 24;

        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public int GetHashCode([DisallowNull] string obj) => string.GetHashCode(obj.AsSpan(Math.Max(0, obj.Length - Tail)), StringComparison.Ordinal);
    }
}
