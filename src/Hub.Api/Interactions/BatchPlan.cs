using System.Globalization;
using System.Text;
using System.Text.Json;
using Hub.Api.Access;
using Hub.Api.Access.Jobs;
using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Fhir.Json;

namespace Hub.Api.Interactions;

/// <summary>
/// A batch that is answered later. Its entries wait in files, each of which is written over with what became of them: the answers to
/// changes, and the questions, which are asked when the result is fetched (decision 0702).
/// </summary>
public sealed record BatchPlan(string Request, int Parts, ReturnPreference Return, bool Lenient) : JobPlan(Request)
{
    public const string Name = "batch";

    /// <summary>Entries of one part.</summary>
    public const int PartLength = 50;

    private const string Asked = "asked";
    private const string Done = "done";

    public override string Kind => Name;

    public override int Steps => Parts;

    public static JobFile Part(int number, IEnumerable<string> entries) => new(number, Asked, $"[{string.Join(',', entries)}]");

    /// <summary>The results of a part that is done.</summary>
    public static IReadOnlyList<BatchResult> Results(JobFile part) => JsonSerializer.Deserialize<List<BatchResult>>(part.Text)!;

    public override async Task<JobPiece> Work(Job job, GuardedStore records, CancellationToken cancellationToken)
    {
        var part = await records.Jobs.File(job, job.Step + 1, cancellationToken);
        var results = new List<BatchResult>();
        var index = job.Step * PartLength;
        foreach (var entry in JsonText.Of(Encoding.UTF8.GetBytes(part.Text)).Root.Items)
        {
            // An entry that was carried out before this node, or the one before it, could say so is not carried out again.
            var once = records.Under(string.Create(CultureInfo.InvariantCulture, $"{job.Id}.{index}"));
            results.Add(await AsyncBatch.One(index++, entry, Ask(once), cancellationToken));
        }

        return new JobPiece(null, []) { Rewritten = new JobFile(part.Number, Done, JsonSerializer.Serialize(results)) };
    }

    /// <summary>The request that an entry is part of.</summary>
    public FhirRequest Ask(GuardedStore records) =>
        new() { BaseUrl = records.FhirUrl, Method = "POST", Store = records, Preferences = new Preferences(Return, Lenient) };
}

/// <summary>What became of one entry: the response and which version it made, or the entry as it is to be asked when the result is fetched.</summary>
public sealed record BatchResult(string? Response, string? Version, string? Question);
