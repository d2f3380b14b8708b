using System.Text.Json;
using Hub.Api.Store;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Access;

/// <summary>A request that may be sent twice under one X-Request-Id: its print (a hash of method, address, conditions and body), and how its answer is kept as text.</summary>
public sealed record Repeatable<T>(string Print, Func<T, string> Write, Func<string, T> Read)
{
    /// <summary>Does the work, or answers as it was answered first; kept in the transaction that made the answer true.</summary>
    internal T Once(WriteTransaction store, Caller caller, Func<T> work)
    {
        if (store.Seen(caller.RequestId, caller.Agency) is not { } seen)
        {
            var answer = work();
            store.Remember(caller.RequestId, caller.Agency, StatusCodes.Status200OK, JsonSerializer.Serialize<string[]>([Print, Write(answer)]));
            return answer;
        }

        var kept = JsonSerializer.Deserialize<string[]>(seen.Answer)!;
        return kept[0] == Print
            ? Read(kept[1])
            : throw new ProblemException(Problems.DuplicateRequest, "This X-Request-Id stood on another request before. Another request needs another id.");
    }
}
