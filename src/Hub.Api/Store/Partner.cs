namespace Hub.Api.Store;

/// <summary>A registered system of an agency: its client id, its public keys (a JWKS as JSON text), what it may ask for, and whether it is on.</summary>
public sealed record Partner(string ClientId, string Agency, string Name, string Jwks, string Scopes, bool Enabled);

/// <summary>A key the hub itself signs access tokens with (PKCS#8, PEM), and the issuer it signs as: the address of the hub that uses it.</summary>
public sealed record SigningKey(string KeyId, string Pem, DateTimeOffset Created, DateTimeOffset? Retired, string Issuer);
