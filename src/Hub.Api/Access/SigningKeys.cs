using System.Security.Cryptography;
using Hub.Api.Store;
using Microsoft.IdentityModel.Tokens;

namespace Hub.Api.Access;

/// <summary>The keys the hub signs access tokens with: ES384, kept in the database so that every node knows them, rolled without breaking tokens already given.</summary>
public sealed class SigningKeys(PartnerStore store, Ids ids, TimeProvider time)
{
    /// <summary>A key that gave way to a newer one still verifies for this long.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <summary>A key older than this gives way at the next start.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(90);

    /// <summary>How long the keys are taken as known before the database is asked again.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private Snapshot? known;

    /// <summary>The key that signs now; made when there is none or it is too old.</summary>
    public SigningCredentials Current()
    {
        lock (gate)
        {
            var newest = Load(mayBeOld: true).Keys.FirstOrDefault();
            if (newest is null || newest.Created + Life < time.GetUtcNow())
            {
                newest = Make();
            }

            return new SigningCredentials(newest.Key, SecurityAlgorithms.EcdsaSha384);
        }
    }

    /// <summary>Makes a new key that signs from now on.</summary>
    public string Roll()
    {
        lock (gate)
        {
            return Make().Key.KeyId;
        }
    }

    /// <summary>The keys a token with this key id may have been signed with: one, or none.</summary>
    public IEnumerable<SecurityKey> Verifying(string keyId)
    {
        lock (gate)
        {
            var found = Load(mayBeOld: true).Keys.Where(key => key.Key.KeyId == keyId).ToList();
            return found.Count > 0 ? found.Select(key => key.Key) : Load(mayBeOld: false).Keys.Where(key => key.Key.KeyId == keyId).Select(key => key.Key);
        }
    }

    /// <summary>The public halves, as a JWKS.</summary>
    public object PublicSet()
    {
        lock (gate)
        {
            return new { keys = Load(mayBeOld: true).Keys.Select(key => Public(key.Key)).ToArray() };
        }
    }

    private static object Public(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new { kty = "EC", crv = "P-384", x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y), kid = key.KeyId, use = "sig", alg = "ES384" };
    }

    /// <summary>Newest first. A key id nobody knows makes the database be asked again, but not more than once a second.</summary>
    private Snapshot Load(bool mayBeOld)
    {
        var now = time.GetUtcNow();
        var limit = mayBeOld ? Fresh : TimeSpan.FromSeconds(1);
        if (known is null || now - known.At > limit || (mayBeOld && known.Keys.Count == 0))
        {
            var rows = store.SigningKeys().OrderByDescending(row => row.Created).ToList();
            known = new Snapshot(now, [.. rows.Where((row, place) => place == 0 || now - rows[place - 1].Created < Overlap).Select(Read)]);
        }

        return known;
    }

    private KnownKey Make()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var row = new SigningKey(ids.Next(), made.ExportPkcs8PrivateKeyPem(), time.GetUtcNow(), null);
        store.AddSigningKey(row);
        known = null;
        return Read(row);
    }

    private static KnownKey Read(SigningKey row)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(row.Pem);
        return new KnownKey(new ECDsaSecurityKey(key) { KeyId = row.KeyId }, row.Created);
    }

    private sealed record KnownKey(ECDsaSecurityKey Key, DateTimeOffset Created);

    private sealed record Snapshot(DateTimeOffset At, IReadOnlyList<KnownKey> Keys);
}
