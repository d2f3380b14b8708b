namespace Hub.Api.Access;

/// <summary>GET /fhir/.well-known/smart-configuration: where tokens come from and what they may say (SMART App Launch 2, "Conformance").</summary>
public static class SmartConfiguration
{
    public static object Document(AccessSettings settings) => new
    {
        issuer = settings.Issuer,
        jwks_uri = settings.KeysUrl,
        token_endpoint = settings.TokenUrl,
        grant_types_supported = new[] { "client_credentials" },
        token_endpoint_auth_methods_supported = new[] { "private_key_jwt" },
        token_endpoint_auth_signing_alg_values_supported = ClientAssertion.Algorithms,
        scopes_supported = new[] { "system/*.cruds", "system/*.rs", "user/*.cruds", "user/*.rs" },
        response_types_supported = Array.Empty<string>(),
        capabilities = new[] { "client-confidential-asymmetric", "permission-v2", "permission-v1" },
    };
}
