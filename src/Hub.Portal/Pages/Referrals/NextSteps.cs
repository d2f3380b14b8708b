using Hub.Portal.Accounts;
using Hub.Portal.Reading;
using Hub.Portal.Rows;

namespace Hub.Portal.Pages.Referrals;

/// <summary>One thing that can be done next: a page, or at once by a post.</summary>
public sealed record NextStep(string Text, string Path, bool Main = false, string? Post = null);

/// <summary>What this side may do now; the first is the one clear next step. Pure.</summary>
internal static class NextSteps
{
    public static IReadOnlyList<NextStep> For(ReferralFile file, Signed me) =>
        file.IsRecipient(me) ? Recipient(file.Row.Status, file.Row.BusinessStatus)
        : file.IsPlacer(me) ? Placer(file.Row)
        : [];

    private static IReadOnlyList<NextStep> Recipient(string? status, string? said) => status switch
    {
        "requested" or "received" => [new("Accept", "/accept", true), new("Ask a question", "/ask"), new("Decline", "/decline")],
        "accepted" => [new("Record first contact", "", true, "Start"), new("Change worker or date", "/accept"), new("Ask a question", "/ask"), new("Complete", "/outcome")],
        "in-progress" when said == "cancellation-requested" => [new("Complete with an outcome", "/outcome", true), new("End as asked", "/end")],
        "in-progress" => [new("Complete with an outcome", "/outcome", true), new("Ask a question", "/ask")],
        _ => [],
    };

    private static IReadOnlyList<NextStep> Placer(ReferralRow row) => Placer(row.Status, row.BusinessStatus, row.IsAsked);

    private static IReadOnlyList<NextStep> Placer(string? status, string? said, bool asked) => status switch
    {
        "requested" or "received" or "accepted" when said == "awaiting-information" => [new("Answer the question", "/answer", true), new("Withdraw", "/withdraw")],
        "in-progress" or "on-hold" when said == "awaiting-information" => [new("Answer the question", "/answer", true), new("Ask to withdraw", "/withdraw")],
        "requested" or "received" or "accepted" => [new("Withdraw", "/withdraw")],
        "in-progress" or "on-hold" when said != "cancellation-requested" => [new("Ask to withdraw", "/withdraw")],
        "rejected" when asked => [new("Refer somewhere else", "/again", true)],
        "completed" when said != "loop-closed" => [new("I have read the outcome", "", true, "Read")],
        _ => [],
    };
}
