using System.Text.Json;
using Hub.Api.Store;

namespace Hub.Api.Access.Jobs;

/// <summary>On whose behalf a job looks at records: as it was when the job was asked for, with the same scopes and the same ids for the audit.</summary>
internal sealed record JobCaller(string Agency, string Client, string? Person, string Scopes, string Purpose, string RequestId, string CorrelationId, string? Role = null)
{
    public static string Text(Caller caller) => JsonSerializer.Serialize(new JobCaller(
        caller.Agency, caller.Client, caller.Person, caller.Scopes.ToString(), caller.Purpose, caller.RequestId, caller.CorrelationId, caller.Role));

    public static Caller Of(Job job)
    {
        var kept = JsonSerializer.Deserialize<JobCaller>(job.Caller)!;
        return new Caller(kept.Agency, kept.Client, kept.Person, SmartScopes.Parse(kept.Scopes), kept.Purpose, null, kept.RequestId, kept.CorrelationId) { Role = kept.Role };
    }
}
