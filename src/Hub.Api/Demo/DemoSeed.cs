using System.Diagnostics;
using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Api.Interactions;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Demo;

/// <summary>
/// Fills an empty hub with five fictional agencies and ten fictional young people. Every step goes through the interactions as
/// the agency that takes it, so nothing is in the demo that the gate would not have let in.
/// </summary>
internal sealed class DemoSeed(IServiceProvider services)
{
    private readonly Partners partners = services.GetRequiredService<Partners>();
    private readonly TimeProvider time = services.GetRequiredService<TimeProvider>();

    /// <summary>Agencies and their names; the client of each has the same name.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Agencies = new Dictionary<string, string>
    {
        ["online"] = "Harbour Online Counselling",
        ["camhs"] = "Larkmere CAMHS",
        ["social-care"] = "Larkmere Children's Social Care",
        ["emergency"] = "Larkmere Ambulance and Emergency Department",
        ["school"] = "Larkmere High School",
    };

    /// <summary>Seeds when there is no demo yet; a seeding that was cut off goes on where it stopped.</summary>
    public async Task Run(ILogger logger, CancellationToken cancellationToken)
    {
        var known = await partners.Find("online", cancellationToken);
        if (known is { Enabled: true })
        {
            return;
        }

        var clock = Stopwatch.StartNew();
        await Register(enabled: false, cancellationToken);
        var steps = Story.All(time.GetUtcNow()).SelectMany(story => story.Steps).ToList();
        var written = new Dictionary<ResourceKey, int>();
        foreach (var step in steps)
        {
            var store = ActivatorUtilities.CreateInstance<GuardedStore>(services, As(step));
            if (known is null || !await IsTaken(step, store, written, cancellationToken))
            {
                await Take(step, store, cancellationToken);
            }
        }

        await Register(enabled: true, cancellationToken);
        logger.DemoSeeded(steps.Count, clock.ElapsedMilliseconds);
    }

    private async Task Register(bool enabled, CancellationToken cancellationToken)
    {
        foreach (var (agency, name) in Agencies)
        {
            await partners.Save(new Partner(agency, agency, name, """{"keys":[]}""", "system/*.cruds", enabled), cancellationToken);
        }
    }

    private async Task Take(Step step, GuardedStore store, CancellationToken cancellationToken)
    {
        try
        {
            await Bundles.Act(Request(step, store), cancellationToken);
        }
        catch (ProblemException refused)
        {
            throw new InvalidOperationException($"The demo does not fit the rules: {step.Name}, {refused.Issues[0].Expression}: {refused.Issues[0].Text}", refused);
        }
    }

    /// <summary>A step is one transaction: it was taken when the last record it writes has as many versions as steps so far wrote it.</summary>
    private static async Task<bool> IsTaken(Step step, GuardedStore store, Dictionary<ResourceKey, int> written, CancellationToken cancellationToken)
    {
        foreach (var key in step.Writes)
        {
            written[key] = written.GetValueOrDefault(key) + 1;
        }

        if (step.Writes.Count == 0)
        {
            return false;
        }

        try
        {
            return (await store.Read(step.Writes[^1], cancellationToken)).Version >= written[step.Writes[^1]];
        }
        catch (ProblemException unknown) when (unknown.Status == StatusCodes.Status404NotFound)
        {
            return false;
        }
    }

    private static Caller As(Step step) => new(
        step.Agency, step.Agency, null, SmartScopes.Parse("system/*.cruds"), step.Purpose ?? Purposes.Treatment, step.Reason, "demo-" + step.Name, "demo");

    private FhirRequest Request(Step step, GuardedStore store) => new()
    {
        BaseUrl = services.GetRequiredService<AccessSettings>().FhirUrl,
        Settings = services.GetRequiredService<HttpSettings>(),
        Store = store,
        Body = step.Bundle,
    };
}
