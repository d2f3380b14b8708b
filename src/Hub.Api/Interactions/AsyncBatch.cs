using System.Globalization;
using System.Text;
using System.Text.Json;
using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Interactions;

/// <summary>batch with Prefer: respond-async: its changes are made in the background, and its result is a Bundle of type batch-response (https://hl7.org/fhir/R4/async.html).</summary>
internal static class AsyncBatch
{
    /// <summary>Each begins or ends something by itself, and would do so again whenever the result is fetched; or carries content that would have to be kept until then.</summary>
    private static readonly string[] Alone = ["$export", "$erase", "$emergency-access", "$validate", "async"];

    public static async Task<FhirAnswer> Begin(FhirRequest request, CancellationToken cancellationToken)
    {
        var bundle = request.Body!.Root;
        var issues = BundleShell.Issues(bundle).Where(issue => issue.IsError).ToList();
        if (issues.Count > 0)
        {
            throw new ProblemException(issues);
        }

        var parts = Entries(bundle).Chunk(BatchPlan.PartLength).Select((entries, i) => BatchPlan.Part(i + 1, entries)).ToList();
        var plan = new BatchPlan(request.BaseUrl, parts.Count, request.Preferences.Return, request.Preferences.Lenient);
        return FhirAnswer.Begins(await request.Store.Jobs.Start(plan, parts, Writes.Print(request), cancellationToken));
    }

    /// <summary>A change is made, and its answer kept without the resource; a question is kept as it is.</summary>
    public static async Task<BatchResult> One(int index, JsonValue entry, FhirRequest outer, CancellationToken cancellationToken)
    {
        var answer = await Batch.One(index, entry, outer, [], read => Now(read, cancellationToken));
        if (answer?.Status == Problems.Unavailable.Status)
        {
            // Nobody waits for this one: the part is tried again.
            throw new ProblemException(Problems.Unavailable);
        }

        return answer is null
            ? new BatchResult(null, null, Encoding.UTF8.GetString(entry.Raw))
            : new BatchResult(ResponseBundle.Response(answer, outer), answer.Location, null);
    }

    /// <summary>The answers by entry; each resource is read anew through the gate, so that what was withdrawn or erased since is not handed out.</summary>
    public static async Task<FhirAnswer> Result(BatchPlan plan, IReadOnlyList<JobFile> parts, FhirRequest request, CancellationToken cancellationToken)
    {
        var outer = plan.Ask(request.Store);
        var entries = new List<Action<Utf8JsonWriter>>();
        foreach (var result in parts.SelectMany(BatchPlan.Results))
        {
            entries.Add(await Entry(entries.Count, result, outer, cancellationToken));
        }

        return FhirAnswer.Json(ResponseBundle.Of("batch-response", entries, outer));
    }

    private static List<string> Entries(JsonValue bundle)
    {
        var entries = new List<string>();
        foreach (var entry in bundle["entry"u8].Items)
        {
            entries.Add(Encoding.UTF8.GetString(entry.Raw));
        }

        return entries;
    }

    private static async Task<FhirAnswer?> Now(BundleEntry entry, CancellationToken cancellationToken)
    {
        if (Alone.Contains(entry.Route.Interaction))
        {
            throw new ProblemException(Problems.NotSupported, $"{entry.Route.Interaction} is asked by itself, not in a batch that is answered later.");
        }

        return entry.Route.Change is null
            ? null
            : await (entry with { Request = entry.Request with { MayRepeat = true } }).Act(cancellationToken);
    }

    private static async Task<Action<Utf8JsonWriter>> Entry(int index, BatchResult result, FhirRequest outer, CancellationToken cancellationToken)
    {
        if (result.Question is { } question)
        {
            var answer = await Batch.One(index, JsonText.Of(Encoding.UTF8.GetBytes(question)).Root, outer, [], async read => await read.Act(cancellationToken));
            return json => ResponseBundle.Entry(json, answer!, outer);
        }

        var body = outer.Preferences.Return == ReturnPreference.Representation && result.Version is { } version ? await Body(version, outer, cancellationToken) : default;
        return json => ResponseBundle.Entry(json, result.Version, body, result.Response!, outer);
    }

    private static async Task<ReadOnlyMemory<byte>> Body(string location, FhirRequest outer, CancellationToken cancellationToken)
    {
        try
        {
            var parts = location.Split('/');
            var row = await outer.Store.Vread(new ResourceKey(parts[0], parts[1]), int.Parse(parts[^1], CultureInfo.InvariantCulture), cancellationToken);
            return row.Body;
        }
        catch (ProblemException gone) when (gone.Issues[0].Problem == Problems.NotFound || gone.Issues[0].Problem == Problems.Gone)
        {
            return default;
        }
    }
}
