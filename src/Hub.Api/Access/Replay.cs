using System.Text.Json;
using Hub.Api.Http;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Access;

/// <summary>Keeps the answers of a request under its X-Request-Id, in the transaction that made them true.</summary>
internal static class Replay
{
    public static FhirAnswer[] Once(WriteTransaction store, Caller caller, string print, Func<FhirAnswer[]> work)
    {
        if (store.Seen(caller.RequestId, caller.Agency) is not { } seen)
        {
            var answers = work();
            var kept = new KeptRequest(print, [.. answers.Select(KeptAnswer.Of)]);
            store.Remember(caller.RequestId, caller.Agency, answers.Max(answer => (int?)answer.Status) ?? 200, JsonSerializer.Serialize(kept));
            return answers;
        }

        var first = JsonSerializer.Deserialize<KeptRequest>(seen.Answer)!;
        return first.Print == print
            ? [.. first.Answers.Select(answer => answer.Answer())]
            : throw new ProblemException(Problems.DuplicateRequest, "This X-Request-Id stood on another request before. Another request needs another id.");
    }

    private sealed record KeptRequest(string Print, KeptAnswer[] Answers);

    private sealed record KeptAnswer(int Status, byte[] Body, int? Version, DateTimeOffset? LastModified, string? Location)
    {
        public static KeptAnswer Of(FhirAnswer answer) =>
            new(answer.Status, answer.Body.ToArray(), answer.Version, answer.LastModified, answer.Location);

        public FhirAnswer Answer() => new(Status) { Body = Body, Version = Version, LastModified = LastModified, Location = Location };
    }
}
