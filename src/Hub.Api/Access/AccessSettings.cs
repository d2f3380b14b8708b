using Hub.Fhir.Terminology;

namespace Hub.Api.Access;

/// <summary>Where the hub says it is (never taken from a Host header), how long its tokens live, and how strict its gate is.</summary>
public sealed record AccessSettings(string BaseUrl, TimeSpan TokenLife)
{
    public const string LocalUrl = "http://127.0.0.1:5080";

    /// <summary>How long an emergency opens a record for.</summary>
    public static readonly TimeSpan EmergencyLife = TimeSpan.FromHours(8);

    /// <summary>How far two clocks may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>A client assertion may be good for this long at most (SMART App Launch 2, Backend Services).</summary>
    public static readonly TimeSpan AssertionLife = TimeSpan.FromMinutes(5);

    /// <summary>Hub:NhsNumbers: error, warning or off.</summary>
    public NhsNumberRule NhsNumbers { get; init; } = NhsNumberRule.Error;

    /// <summary>Hub:KeySecret: what the signing keys are sealed with in the database; null keeps them open.</summary>
    public string? KeySecret { get; init; }

    public string Issuer => BaseUrl;

    public string FhirUrl => BaseUrl + "/fhir";

    public string TokenUrl => BaseUrl + "/oauth/token";

    public string KeysUrl => FhirUrl + "/.well-known/jwks.json";

    /// <summary>Hub:BaseUrl, else the first address the hub listens on, else the local default.</summary>
    public static AccessSettings From(IConfiguration configuration)
    {
        var minutes = configuration.GetValue("Hub:TokenMinutes", 5);
        return new AccessSettings(configuration["Hub:BaseUrl"]?.TrimEnd('/') ?? Listening(configuration["urls"]), TimeSpan.FromMinutes(minutes))
        {
            NhsNumbers = configuration.GetValue("Hub:NhsNumbers", NhsNumberRule.Error),
            KeySecret = configuration["Hub:KeySecret"] is { Length: > 0 } secret ? secret : null,
        };
    }

    private static string Listening(string? urls)
    {
        var first = urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return first is null
            ? LocalUrl
            : first.TrimEnd('/').Replace("//*", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal).Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal);
    }
}
