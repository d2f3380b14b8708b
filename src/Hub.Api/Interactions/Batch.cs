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
        var shell = BundleShell.Issues(request.Body!.Root).Where(issue => issue.IsError).ToList();
        var whole = shell.Where(issue => issue.Expression?.StartsWith("Bundle.entry[", StringComparison.Ordinal) != true).ToList();
        if (whole.Count > 0)
        {
            throw new ProblemException(whole);
        }

        foreach (var entry in request.Body.Root["entry"u8].Items)
        {
            var place = BundleEntry.PlaceOf(answers.Count);
            var issues = shell.Where(issue => issue.Expression!.StartsWith(place, StringComparison.Ordinal)).ToList();
            answers.Add((await One(answers.Count, entry, request, issues, async read => await read.Act(cancellationToken)))!);
        }

        return FhirAnswer.Json(ResponseBundle.Of("batch-response", answers, request));
    }

    /// <summary>What <paramref name="act"/> makes of the entry, or why it is refused; <paramref name="issues"/> are those known of it already.</summary>
    public static async Task<FhirAnswer?> One(int index, JsonValue entry, FhirRequest outer, List<Issue> issues, Func<BundleEntry, Task<FhirAnswer?>> act)
    {
        var found = issues.Count;
        if (BundleEntry.Read(index, entry, outer, issues) is not { } read || found > 0)
        {
            return FhirAnswer.Refused(new ProblemException(issues));
        }

        try
        {
            return await act(read);
        }
        catch (ProblemException problem)
        {
            return FhirAnswer.Refused(new ProblemException(EntryIssues.Of(read, problem.Issues)));
        }
    }
}
