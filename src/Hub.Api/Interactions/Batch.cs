using Hub.Api.Http;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Interactions;

/// <summary>batch: each entry by itself, one after the other; one that fails does not hold up the rest.</summary>
internal static class Batch
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var answers = new List<FhirAnswer>();
        foreach (var entry in request.Body!.Root["entry"u8].Items)
        {
            answers.Add(await One(answers.Count, entry, request, cancellationToken));
        }

        return FhirAnswer.Json(ResponseBundle.Of("batch-response", answers, request));
    }

    private static async Task<FhirAnswer> One(int index, JsonValue entry, FhirRequest outer, CancellationToken cancellationToken)
    {
        var issues = new List<Issue>();
        if (BundleEntry.Read(index, entry, outer, issues) is not { } read)
        {
            return FhirAnswer.Refused(new ProblemException(issues));
        }

        try
        {
            return await read.Route.Act(read.WithBody(), cancellationToken);
        }
        catch (ProblemException problem)
        {
            return FhirAnswer.Refused(new ProblemException(EntryIssues.Of(read, problem.Issues)));
        }
    }
}
