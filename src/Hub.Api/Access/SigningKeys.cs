using System.Security.Cryptography;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;
using Microsoft.IdentityModel.Tokens;

namespace Hub.Api.Access;

/// <summary>The keys the hub signs access tokens with: ES384, kept in the database so that every node knows them, rolled without breaking tokens already given.</summary>
public sealed class SigningKeys(ResourceStore store, AccessSettings settings, Ids ids, TimeProvider time)
{
    /// <summary>A key that gave way to a newer one still verifies for this long.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <summary>A key older than this gives way to a new one.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(90);

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private Snapshot? known;
    private DateTimeOffset missed;

    /// <summary>The key that signs now; made when there is none or it is too old.</summary>
    public SigningCredentials Current()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var current = Load(Fresh).FirstOrDefault(key => key.Row.Retired is null && key.Row.Created + Life > now) ?? Make();
            return new SigningCredentials(current.Key, SecurityAlgorithms.EcdsaSha384);
        }
    }

    /// <summary>Writes down under which address this hub signs, for the token command, and seals a key that was made before there was a secret; called once at start.</summary>
    public void Announce()
    {
        lock (gate)
        {
            Current();
            store.Write(
                open =>
                {
                    foreach (var key in open.SigningKeys().Where(key => key.Retired is null))
                    {
                        var announced = Closed(key) with { Issuer = settings.Issuer };
                        if (announced != key)
                        {
                            open.PutSigningKey(announced);
                        }
                    }

                    return true;
                },
                CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    /// <summary>Makes a new key that signs from now on, and answers its id.</summary>
    public string Roll()
    {
        lock (gate)
        {
            return Make().Row.KeyId;
        }
    }

    /// <summary>The keys a token with this key id may have been signed with: one, or none. An unknown id makes the database be asked again.</summary>
    public IReadOnlyList<SecurityKey> Verifying(string keyId)
    {
        lock (gate)
        {
            var key = Load(Fresh).FirstOrDefault(one => one.Row.KeyId == keyId) ?? Anew().FirstOrDefault(one => one.Row.KeyId == keyId);
            return key is null ? [] : [key.Key];
        }
    }

    /// <summary>Another node may have made a key a moment ago; asked for at most once in a while, whoever sends unknown ids.</summary>
    private IReadOnlyList<KnownKey> Anew()
    {
        var now = time.GetUtcNow();
        if (now - missed <= Pause)
        {
            return [];
        }

        missed = now;
        return Load(TimeSpan.Zero);
    }

    /// <summary>The public halves, as a JWKS.</summary>
    public object PublicSet()
    {
        Current();
        lock (gate)
        {
            return new { keys = Load(Fresh).Select(key => Public(key.Key)).ToArray() };
        }
    }

    private static object Public(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new { kty = "EC", crv = "P-384", x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y), kid = key.KeyId, use = "sig", alg = "ES384" };
    }

    /// <summary>Newest first. Called under the lock; a wait here is rare and as short as one query.</summary>
    private IReadOnlyList<KnownKey> Load(TimeSpan limit)
    {
        var now = time.GetUtcNow();
        if (known is null || now - known.At > limit)
        {
            known = Ask(now);
        }

        return known.Keys;
    }

    /// <summary>While the database is away, what was known goes on: a token is not wrong because it cannot be looked up.</summary>
    private Snapshot Ask(DateTimeOffset now)
    {
        try
        {
            var rows = store.SigningKeys(CancellationToken.None).GetAwaiter().GetResult();
            return new Snapshot(now, [.. rows.Where(row => row.Retired is null || now - row.Retired < Overlap).Select(Read).OfType<KnownKey>()]);
        }
        catch (ProblemException) when (known is not null)
        {
            return known;
        }
    }

    private KnownKey Make()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var row = new SigningKey(ids.Next(), SealedKeys.Pem(made, settings.KeySecret), time.GetUtcNow(), null, settings.Issuer);
        store.Write(open => Replace(open, row), CancellationToken.None).GetAwaiter().GetResult();
        known = null;
        return Read(row)!;
    }

    private static bool Replace(WriteTransaction open, SigningKey made)
    {
        foreach (var old in open.SigningKeys().Where(key => key.Retired is null))
        {
            open.PutSigningKey(old with { Retired = made.Created });
        }

        open.PutSigningKey(made);
        return true;
    }

    private SigningKey Closed(SigningKey row)
    {
        if (settings.KeySecret is null || SealedKeys.IsSealed(row))
        {
            return row;
        }

        using var key = SealedKeys.Open(row, null);
        return row with { Pem = SealedKeys.Pem(key!, settings.KeySecret) };
    }

    /// <summary>Null for a key that has given way already and cannot be opened any more: the secret has changed with it.</summary>
    private KnownKey? Read(SigningKey row)
    {
        // Opening one takes a while on purpose; one that is open already stays so.
        if (known?.Keys.FirstOrDefault(one => one.Row.Pem == row.Pem) is { } open)
        {
            return open with { Row = row };
        }

        if (SealedKeys.Open(row, settings.KeySecret) is { } key)
        {
            return new KnownKey(row, new ECDsaSecurityKey(key) { KeyId = row.KeyId });
        }

        return row.Retired is not null ? null : throw new CannotStartException(
            "The signing key in the database is sealed with another Hub:KeySecret. Give the hub that one, or make a new key under the new one: roll-keys.");
    }

    private sealed record KnownKey(SigningKey Row, ECDsaSecurityKey Key);

    private sealed record Snapshot(DateTimeOffset At, IReadOnlyList<KnownKey> Keys);
}
