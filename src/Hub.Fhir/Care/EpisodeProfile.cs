using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Care;

/// <summary>What the profile episode cannot say, or not as well: see specs/decisions/0604.</summary>
internal static class EpisodeProfile
{
    public static void Check(JsonValue root, ICollection<Issue> issues)
    {
        issues.Demand(root["patient"].RefersTo("Patient"), "EpisodeOfCare.patient", "An episode is about one Patient.");
        issues.Demand(
            root["managingOrganization"].RefersTo("Organization"), "EpisodeOfCare.managingOrganization", "An episode is the involvement of one agency: name it.");
        GroupingIsTheLatestDecision(new Episode(root), issues);
    }

    /// <summary>An episode sent again keeps every grouping decision that was there, and a new grouping comes with a new decision.</summary>
    public static void CheckReplacement(JsonValue before, JsonValue after, ICollection<Issue> issues)
    {
        var kept = new Episode(after).Groupings;
        var lost = new Episode(before).Groupings.Any(decision => !kept.Contains(decision));
        issues.Demand(!lost, "EpisodeOfCare.extension", "A decision about the grouping is never changed or removed: add the new one beside it.");
    }

    private static void GroupingIsTheLatestDecision(Episode episode, ICollection<Issue> issues)
    {
        if (episode.Grouping is null && episode.Groupings.Count == 0)
        {
            return;
        }

        // Dates of one form sort as text; OrderBy is stable, so of two decisions on a day the later in the list holds.
        var latest = episode.Groupings.OrderBy(decision => decision.Since, StringComparer.Ordinal).LastOrDefault();
        issues.Demand(
            latest.Grouping == episode.Grouping,
            "EpisodeOfCare.type",
            "The grouping in type is the one of the latest decision: a change of grouping comes with date, author and reason.");
    }
}
