using Hub.Api.Store;
using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Access;

/// <summary>Tasks between agencies: the ones that rules move, rather than their author.</summary>
internal static class Work
{
    public static bool IsWork(JsonValue root) => ReferralTask.MayBe(root) || PlanAction.Is(root);

    /// <summary>A referral that was sent does not vanish: it is withdrawn, or marked as sent in error.</summary>
    public static void CheckDelete(StoredResource row)
    {
        var root = row.Type == "Task" ? Stored.Root(row) : default;
        if (row.Type == "Task" && ReferralTask.Is(root) && new ReferralTask(root).Status != "draft")
        {
            throw new ProblemException(Problems.NotAllowedHere, "A referral that was sent is not deleted: withdraw it (status cancelled), or mark it entered-in-error.");
        }
    }
}
