namespace Hub.Api.Store.Rows;

internal sealed class PartnerRow
{
    public required string ClientId { get; set; }
    public required string Agency { get; set; }
    public required string Name { get; set; }
    public required string Jwks { get; set; }
    public required string Scopes { get; set; }
    public bool Enabled { get; set; }
}

internal sealed class SigningKeyRow
{
    public required string KeyId { get; set; }
    public required string Pem { get; set; }
    public long Created { get; set; }
    public long? Retired { get; set; }
    public required string Issuer { get; set; }
}

/// <summary>A used <c>jti</c> of a client assertion, remembered until the assertion has expired.</summary>
internal sealed class JtiRow
{
    public required string ClientId { get; set; }
    public required string Jti { get; set; }
    public long Expires { get; set; }
}
