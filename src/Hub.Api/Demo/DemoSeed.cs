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
        if (await partners.Find("online", cancellationToken) is { Enabled: true })
        {
            return;
        }

        var clock = Stopwatch.StartNew();
        await Register(enabled: false, cancellationToken);
        var steps = Story.All(time.GetUtcNow()).SelectMany(story => story.Steps).ToList();
        foreach (var step in steps)
        {
            await Take(step, cancellationToken);
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

    /// <summary>Every step has its own request id: taken before, it is refused as a repetition with another content (its dates have moved on).</summary>
    private async Task Take(Step step, CancellationToken cancellationToken)
    {
        try
        {
            await Bundles.Act(Request(step), cancellationToken);
        }
        catch (ProblemException refused) when (refused.Issues[0].Problem != Problems.DuplicateRequest)
        {
            throw new InvalidOperationException($"The demo does not fit the rules: {step.Name}, {refused.Issues[0].Expression}: {refused.Issues[0].Text}", refused);
        }
        catch (ProblemException)
        {
            // Taken before the seeding was cut off.
        }
    }

    private FhirRequest Request(Step step)
    {
        var caller = new Caller(
            step.Agency, step.Agency, null, SmartScopes.Parse("system/*.cruds"), step.Purpose ?? Purposes.Treatment, step.Reason, "demo-" + step.Name, "demo")
        { Replayable = true };
        return new FhirRequest
        {
            BaseUrl = services.GetRequiredService<AccessSettings>().FhirUrl,
            Settings = services.GetRequiredService<HttpSettings>(),
            Store = ActivatorUtilities.CreateInstance<GuardedStore>(services, caller),
            Body = step.Bundle,
            MayRepeat = true,
        };
    }
}
