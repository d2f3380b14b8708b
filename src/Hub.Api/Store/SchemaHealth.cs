using Hub.Fhir.Outcomes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hub.Api.Store;

/// <summary>
/// Whether the database answers, and this node can serve it as it is now. A newer hub that has only added to the schema is no hindrance (Degraded: this
/// node is to be replaced); one that has taken something away is, and says so by the word Contract in the name of its migration
/// (specs/upgrade.md).
/// </summary>
internal sealed class SchemaHealth(ResourceStore store, Type contextType, string history) : IHealthCheck
{
    public const string TakesAway = "_Contract";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return Judge(Schema.Unknown(contextType, await store.Migrations(history, cancellationToken)).ToList());
        }
        catch (ProblemException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }

    private static HealthCheckResult Judge(List<string> unknown) =>
        unknown.Find(name => name.Contains(TakesAway, StringComparison.Ordinal)) is { } contract
            ? HealthCheckResult.Unhealthy($"The schema is {contract}, which this node cannot serve.")
            : unknown is [.., var newest]
                ? HealthCheckResult.Degraded($"The schema is {newest}: this node is older than the database, and is to be replaced.")
                : HealthCheckResult.Healthy();
}
