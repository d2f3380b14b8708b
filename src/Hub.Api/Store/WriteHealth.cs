using Hub.Fhir.Outcomes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hub.Api.Store;

/// <summary>Whether the database takes writes. One that does not, such as one on a full disk, keeps no look, so that nothing can be shown either.</summary>
internal sealed class WriteHealth(ResourceStore store) : IHealthCheck
{
    /// <summary>Whoever holds the database longer keeps the hub from being ready.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.RequireWritable(cancellationToken).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (ProblemException)
        {
            return HealthCheckResult.Unhealthy("The database takes no writes.");
        }
    }
}
