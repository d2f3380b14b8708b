using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Hub.Api.Access.Jobs;
using Hub.Api.Http;
using Hub.Api.Interactions;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Operations;

/// <summary>The address under which long work tells how far it is, gives its result, and is ended (https://hl7.org/fhir/R4/async.html).</summary>
internal static class Async
{
    private const string Json = "application/json";

    public static async Task<FhirAnswer> Status(FhirRequest request, CancellationToken cancellationToken)
    {
        var job = await request.Store.Jobs.Find(request.Id, cancellationToken);
        return job.State switch
        {
            JobStates.Open => Going(job),
            JobStates.Failed => throw new ProblemException(Problems.JobFailed, $"The work ended: {job.Failure}"),
            _ => await Done(job, await request.Store.Jobs.Files(job, cancellationToken), request, cancellationToken) with { Expires = job.Finished + JobRunner.Kept },
        };
    }

    private static Task<FhirAnswer> Done(Job job, IReadOnlyList<JobFile> files, FhirRequest request, CancellationToken cancellationToken) => JobPlan.Of(job) switch
    {
        BatchPlan batch => AsyncBatch.Result(batch, files, request, cancellationToken),
        EverythingPlan everything => everything.Result(files, request, cancellationToken),
        var export => Task.FromResult(Manifest(job, export.Request, files, request.BaseUrl)),
    };

    public static async Task<FhirAnswer> Cancel(FhirRequest request, CancellationToken cancellationToken)
    {
        await request.Store.Jobs.Cancel(request.Id, cancellationToken);
        return new FhirAnswer(StatusCodes.Status202Accepted) { Issues = [FhirAnswer.Done] };
    }

    /// <summary>One resource to a line, as the caller may see it now.</summary>
    public static async Task<FhirAnswer> File(FhirRequest request, CancellationToken cancellationToken)
    {
        var job = await request.Store.Jobs.Find(request.Id, cancellationToken);
        var files = job.State == JobStates.Done && JobPlan.Of(job) is ExportPlan ? await request.Store.Jobs.Files(job, cancellationToken) : [];
        var file = files.FirstOrDefault(file => request.Member == Name(file)) ?? throw new ProblemException(Problems.NotFound);
        var lines = new ArrayBufferWriter<byte>(64 * 1024);
        foreach (var row in await request.Store.Jobs.Read(file, cancellationToken))
        {
            lines.Write(row.Body.Span);
            lines.Write("\n"u8);
        }

        return FhirAnswer.Json(lines.WrittenMemory) with { ContentType = Export.Ndjson };
    }

    private static FhirAnswer Going(Job job)
    {
        var steps = JobPlan.Of(job).Steps;
        return new FhirAnswer(StatusCodes.Status202Accepted)
        {
            Progress = string.Create(CultureInfo.InvariantCulture, $"{job.Step} of {steps} steps"),
            RetryAfter = 1,
        };
    }

    private static FhirAnswer Manifest(Job job, string asked, IReadOnlyList<JobFile> files, string baseUrl)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, FhirJson.Writing))
        {
            json.WriteStartObject();
            json.WriteString("transactionTime", Instants.Text(job.Created));
            json.WriteString("request", asked);
            json.WriteBoolean("requiresAccessToken", true);
            json.WriteStartArray("output");
            foreach (var file in files)
            {
                json.WriteStartObject();
                json.WriteString("type", file.Type);
                json.WriteString("url", $"{baseUrl}/_async/{job.Id}/{Name(file)}");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("error");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return FhirAnswer.Json(buffer.WrittenMemory) with { ContentType = Json };
    }

    private static string Name(JobFile file) => string.Create(CultureInfo.InvariantCulture, $"{file.Type}-{file.Number}.ndjson");
}
