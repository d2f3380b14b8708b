using System.Globalization;
using System.Threading.RateLimiting;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Http;

/// <summary>How often one client may ask. Ten seconds' worth may come at once; strangers share the bucket of their address.</summary>
internal sealed class Rates(HttpSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string>? buckets = settings.RequestsPerSecond <= 0 ? null : PartitionedRateLimiter.Create<string, string>(
        client => RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = settings.RequestsPerSecond * 10,
            TokensPerPeriod = settings.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));

    /// <summary>Takes one request out of the client's bucket; where that is empty, the request is refused with 429.</summary>
    public void Take(HttpContext context, string? client)
    {
        if (buckets is null)
        {
            return;
        }

        using var lease = buckets.AttemptAcquire(client ?? $"address {context.Connection.RemoteIpAddress}");
        if (!lease.IsAcquired)
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            throw new ProblemException(Problems.TooManyRequests);
        }
    }

    public void Dispose() => buckets?.Dispose();
}
