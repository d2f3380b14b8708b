using Hub.Fhir.Outcomes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hub.Api.Store;

/// <summary>Whether the database answers: a node whose database is away is alive, but not ready.</summary>
internal sealed class StoreHealth(ResourceStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.LastEvent(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (ProblemException)
        {
            return HealthCheckResult.Unhealthy();
        }
    }
}
