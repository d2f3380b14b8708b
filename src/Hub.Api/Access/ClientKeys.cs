using System.Collections.Concurrent;
using Hub.Api.Store;
using Microsoft.IdentityModel.Tokens;

namespace Hub.Api.Access;

/// <summary>The public keys of partners: registered inline, or fetched from their JWKS address and kept for a while.</summary>
public sealed class ClientKeys(IHttpClientFactory http, TimeProvider time)
{
    public const string HttpClientName = "jwks";
    public const int LargestAnswer = 256 * 1024;

    /// <summary>How long a fetched set is taken without asking again.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>How long a fetched set may still serve while the partner's address does not answer.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromHours(1);

    /// <summary>An unknown key id makes the hub ask again, but not more often than this.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private const int SmallestRsa = 2048;
    private readonly ConcurrentDictionary<string, Kept> fetched = new();

    /// <summary>The key, or a sentence why there is none.</summary>
    public async Task<(JsonWebKey? Key, string? Why)> Find(Partner partner, string keyId, CancellationToken cancellationToken)
    {
        var (keys, why) = await Keys(partner, keyId, cancellationToken);
        if (keys is null)
        {
            return (null, why);
        }

        var key = keys.Keys.FirstOrDefault(one => one.KeyId == keyId);
        return key switch
        {
            null => (null, $"Key id {OAuthRefusal.Quote(keyId)} is not in the JWKS of client '{partner.ClientId}', which holds: {string.Join(", ", keys.Keys.Select(one => one.KeyId))}."),
            { Kty: "RSA", KeySize: < SmallestRsa } => (null, $"Key id {OAuthRefusal.Quote(keyId)} is an RSA key of {key.KeySize} bits; {SmallestRsa} are needed."),
            _ => (key, null),
        };
    }

    /// <summary>The registry holds the key set itself, or the address it is published at.</summary>
    private async Task<(JsonWebKeySet? Keys, string? Why)> Keys(Partner partner, string keyId, CancellationToken cancellationToken) => partner.Jwks switch
    {
        { Length: 0 } => (null, $"Client '{partner.ClientId}' has no keys registered: neither a JWKS nor its address."),
        ['{', ..] => (Parse(partner.Jwks), "The JWKS registered for this client can not be read."),
        _ => await Fetched(partner.Jwks, keyId, cancellationToken),
    };

    private async Task<(JsonWebKeySet? Keys, string? Why)> Fetched(string url, string keyId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        fetched.TryGetValue(url, out var kept);
        var age = now - kept?.At;
        if (kept is not null && (age < Pause || (age < Fresh && kept.Keys.Keys.Any(key => key.KeyId == keyId))))
        {
            return (kept.Keys, null);
        }

        if (await Fetch(url, cancellationToken) is { } keys)
        {
            fetched[url] = new Kept(now, keys);
            return (keys, null);
        }

        return age < Stale ? (kept!.Keys, null) : (null, "The JWKS address registered for this client did not answer with a key set.");
    }

    private async Task<JsonWebKeySet?> Fetch(string url, CancellationToken cancellationToken)
    {
        try
        {
            using var client = http.CreateClient(HttpClientName);
            return Parse(await client.GetStringAsync(new Uri(url), cancellationToken));
        }
        catch (Exception gone) when (gone is HttpRequestException or UriFormatException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Null when the text is no key set.</summary>
    internal static JsonWebKeySet? Parse(string text)
    {
        try
        {
            return new JsonWebKeySet(text);
        }
        catch (Exception malformed) when (malformed is ArgumentException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private sealed record Kept(DateTimeOffset At, JsonWebKeySet Keys);
}
