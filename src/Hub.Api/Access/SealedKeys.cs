using System.Security.Cryptography;
using Hub.Api.Store;

namespace Hub.Api.Access;

/// <summary>
/// Private keys as they stand in the database: PKCS #8, encrypted under a secret that stands elsewhere where one is configured
/// (Hub:KeySecret), so that a copy of the database signs nothing.
/// </summary>
internal static class SealedKeys
{
    private const string Sealed = "-----BEGIN ENCRYPTED PRIVATE KEY-----";
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 100_000);

    public static bool IsSealed(SigningKey key) => key.Pem.StartsWith(Sealed, StringComparison.Ordinal);

    public static string Pem(ECDsa key, string? secret)
        => secret is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(secret, Encryption);

    /// <summary>Null when it was sealed with another secret, or there is none to open it with.</summary>
    public static ECDsa? Open(SigningKey row, string? secret)
    {
        var key = ECDsa.Create();
        try
        {
            if (!IsSealed(row))
            {
                key.ImportFromPem(row.Pem);
                return key;
            }

            if (secret is not null)
            {
                key.ImportFromEncryptedPem(row.Pem, secret);
                return key;
            }
        }
        catch (CryptographicException)
        {
            // Another secret.
        }

        key.Dispose();
        return null;
    }
}
