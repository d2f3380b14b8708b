using Hub.Fhir.Care;
using Hub.Fhir.Json;
using Hub.Portal.Reading;
using Hub.Portal.Rows;

namespace Hub.Portal.Pages.Today;

/// <summary>What each waiting thing and each change is called on Today; pure.</summary>
internal sealed class TodayWords(AgencyNames names, Dates dates, string agency)
{
    /// <summary>What an agency has promised stands on Today when it is due within this time.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(3);

    public TodoRow? Received(ReferralRow row) => row switch
    {
        { Status: "requested" } => Todo(row, $"New referral: {row.PersonName}", $"From {names[row.Placer]}. {row.About}"),
        { BusinessStatus: "awaiting-information" } => null,
        { Status: "received" } => Todo(row, $"Decide on {row.PersonName}", $"From {names[row.Placer]}. {row.About}"),
        { Status: "accepted" } => Todo(row, $"First contact with {row.PersonName}", $"{row.Worker ?? "Your team"} meets or calls them"),
        _ => null,
    };

    public TodoRow? Sent(ReferralRow row) => row switch
    {
        { BusinessStatus: "awaiting-information" } => Todo(row, $"Answer a question about {row.PersonName}", $"{names[row.Recipient]} asks before they decide"),
        { Status: "rejected" } => Todo(row, $"Choose the next step for {row.PersonName}", $"{names[row.Recipient]} declined: {Words.For(Canonicals.DeclineReason, row.DeclineReason).ToLowerInvariant()}"),
        { Status: "completed", BusinessStatus: not "loop-closed" } => Todo(row, $"Read the outcome for {row.PersonName}", $"{names[row.Recipient]} has completed its help"),
        _ => null,
    };

    public TodoRow? Action(ActionRow row, string person)
    {
        var href = $"/people/{row.Person}/plan#action-{row.Id}";
        var due = row.Due is { } day ? Clocks.EndOf(day) : (DateTimeOffset?)null;
        return row.Status is "requested" or "received" && row.BusinessStatus != "change-proposed"
            ? new TodoRow($"Answer an action for {person}", $"{names[row.Proposer]} proposes: {row.What}", href, Clock.For(due, dates), due)
            : row.Status is "accepted" or "in-progress" && due < dates.Now + Soon
                ? new TodoRow($"{row.What}", $"Action of your agency for {person}", href, Clock.For(due, dates), due)
                : null;
    }

    public TodoRow? Emergency(JsonValue flag, string? person, string name)
    {
        var by = flag["author"].AgencyOf();
        var until = Said.Moment(flag["period"]["end"].TextOf());
        return by == agency || until < dates.Now - TimeSpan.FromDays(3) || person is null
            ? null
            : new TodoRow($"{name}: record opened in an emergency", $"By {names[by]}, {dates.Say(Said.Changed(flag) ?? dates.Now)}", $"/people/{person}", null, Said.Changed(flag));
    }

    public NewsRow? Moved(ReferralRow row) => row.ChangedAt is { } at
        ? new NewsRow($"{row.PersonName}: {ReferralWords.Status(row).Text.ToLowerInvariant()}", $"Referral to {names[row.Recipient]}", $"/referrals/{row.Id}", dates.Say(at), at)
        : null;

    public NewsRow? Plan(JsonValue root, string person) => Said.Changed(root) is { } at && root["subject"].IdOf("Patient") is { } id
        ? SafetyPlan.Is(root)
            ? new NewsRow($"{person}: safety plan changed", "Read it and let them know you have", $"/people/{id}/safety-plan", dates.Say(at), at)
            : ActionPlan.Is(root) ? new NewsRow($"{person}: joint plan changed", "Joint action plan", $"/people/{id}/plan", dates.Say(at), at) : null
        : null;

    public NewsRow? Decision(JsonValue root, string person) => Said.Changed(root) is { } at && root["patient"].IdOf("Patient") is { } id
        ? new NewsRow($"{person}: {(root["status"].TextOf() == "active" ? "sharing decided" : "sharing withdrawn")}", "Sharing decision", $"/people/{id}/sharing", dates.Say(at), at)
        : null;

    private TodoRow Todo(ReferralRow row, string what, string why)
    {
        var due = Clocks.Due(row);
        return new TodoRow(what, why, $"/referrals/{row.Id}", Clock.For(due, dates), due);
    }
}
