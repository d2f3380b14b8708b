using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Api.Interactions;
using Hub.Api.Operations;
using Hub.Api.Store;

namespace Hub.Api.Access.Jobs;

/// <summary>What long work goes through, one step after the other. It is written down with the job, so that any node can go on with it.</summary>
/// <remarks><c>Request</c> is the address it was asked for at.</remarks>
public abstract record JobPlan(string Request)
{
    /// <summary>By this it is known which plan a job has.</summary>
    public abstract string Kind { get; }

    public abstract int Steps { get; }

    /// <summary>The next piece of the job's step, as the caller who asked for it.</summary>
    public abstract Task<JobPiece> Work(Job job, GuardedStore records, CancellationToken cancellationToken);

    public static JobPlan Of(Job job) => (JobPlan)JsonSerializer.Deserialize(job.Asked, JsonNode.Parse(job.Asked)![nameof(Kind)]?.GetValue<string>() switch
    {
        BatchPlan.Name => typeof(BatchPlan),
        EverythingPlan.Name => typeof(EverythingPlan),
        _ => typeof(ExportPlan),
    })!;

    public string Text() => JsonSerializer.Serialize(this, GetType());
}

/// <summary>What one piece of work found: resources by their ids, and where the step goes on; null when the step is done.</summary>
public sealed record JobPiece(string? Place, IReadOnlyList<(string Type, IReadOnlyList<string> Ids)> Found)
{
    /// <summary>A file that is now written over.</summary>
    public JobFile? Rewritten { get; init; }
}
