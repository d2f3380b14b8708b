namespace Hub.Api.Http;

/// <summary>The bounds of one request (configuration section Hub:Http).</summary>
public sealed record HttpSettings
{
    /// <summary>Bytes a body may have.</summary>
    public int LargestBody { get; init; } = 5 * 1024 * 1024;

    /// <summary>Bytes a file may have that is sent as it is, to be kept as a Binary.</summary>
    public int LargestBinary { get; init; } = 10 * 1024 * 1024;

    /// <summary>Characters an address may have, with its query.</summary>
    public int LongestAddress { get; init; } = 8 * 1024;

    /// <summary>Characters the headers of a request may have, names and values.</summary>
    public int LargestHeaders { get; init; } = 32 * 1024;

    /// <summary>Headers of a request.</summary>
    public int MostHeaders { get; init; } = 100;

    /// <summary>Objects and arrays within each other.</summary>
    public int DeepestJson { get; init; } = 100;

    /// <summary>Entries of one batch or transaction.</summary>
    public int MostEntries { get; init; } = 2000;

    /// <summary>Seconds until an answer is given up.</summary>
    public int Seconds { get; init; } = 30;

    /// <summary>Requests one client may send within a second, on average; 0 is without limit.</summary>
    public int RequestsPerSecond { get; init; } = 500;

    public static HttpSettings From(IConfiguration configuration)
        => configuration.GetSection("Hub:Http").Get<HttpSettings>() ?? new HttpSettings();
}
