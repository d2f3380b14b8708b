using Hub.Api.Store;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Access;

/// <summary>Tasks between agencies: the ones that rules move, rather than their author.</summary>
internal static class Work
{
    public static bool IsWork(JsonValue root) => ReferralTask.MayBe(root) || PlanAction.Is(root);

    /// <summary>A referral that was sent does not vanish, nor its request: it is withdrawn, or marked as sent in error.</summary>
    public static void CheckDelete(StoredResource row, WriteTransaction store)
    {
        var sent = row.Type switch
        {
            "Task" => IsSent(row),
            "ServiceRequest" => Tasks(row, store).Any(IsSent),
            _ => false,
        };
        if (sent)
        {
            throw new ProblemException(Problems.NotAllowedHere, "A referral that was sent is not deleted: withdraw it (Task.status cancelled), or mark it entered-in-error.");
        }
    }

    /// <summary>Two agencies write such a Task: whoever moves it says which version they have seen.</summary>
    public static void CheckMove(StoredResource? before, int? ifMatch)
    {
        if (ifMatch is null && before is { Deleted: false, Type: "Task" } && IsWork(Stored.Root(before)))
        {
            throw new ProblemException(Problems.MissingIfMatch);
        }
    }

    /// <summary>The Tasks about a request, whoever may see them.</summary>
    public static IReadOnlyList<StoredResource> Tasks(StoredResource request, WriteTransaction store) => store.Naming(request.Address, "Task", "focus");

    private static bool IsSent(StoredResource row)
    {
        var root = Stored.Root(row);
        return ReferralTask.Is(root) && new ReferralTask(root).Status != "draft";
    }
}
