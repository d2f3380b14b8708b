using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Care;

/// <summary>What an episode must say: one agency, and every grouping as a dated decision with author and reason.</summary>
internal static class EpisodeProfile
{
    public static void Check(JsonValue root, ICollection<Issue> issues)
    {
        issues.Demand(root["patient"].RefersTo("Patient"), "EpisodeOfCare.patient", "An episode is about one Patient.");
        issues.Demand(
            root["managingOrganization"].RefersTo("Organization"), "EpisodeOfCare.managingOrganization", "An episode is the involvement of one agency: name it.");
        var number = 0;
        foreach (var decision in new Episode(root).Groupings)
        {
            Decision(decision, $"EpisodeOfCare.extension('{CareExtensions.NeedsGrouping}')[{number++}]", issues);
        }

        if (!issues.Any(issue => issue.IsError))
        {
            GroupingIsTheLatestDecision(new Episode(root), issues);
        }
    }

    /// <summary>An episode sent again keeps every grouping decision that was there, and a new grouping comes with a new decision.</summary>
    public static void CheckReplacement(JsonValue before, JsonValue after, ICollection<Issue> issues)
    {
        var kept = new Episode(after).Groupings;
        var lost = new Episode(before).Groupings.Any(decision => !kept.Contains(decision));
        issues.Demand(!lost, "EpisodeOfCare.extension", "A decision about the grouping is never changed or removed: add the new one beside it.");
    }

    private static void Decision(GroupingDecision decision, string place, ICollection<Issue> issues)
    {
        issues.Demand(
            decision.Grouping is { } code && HubCodes.Knows(Canonicals.NeedsBasedGrouping, code), place, "Each decision names a grouping of the system needs-based-grouping.");
        issues.Demand(
            decision.Since is { } since && FhirDateTime.TryParse(since, out _), place, "Each decision has the date since which it holds (since, valueDate).");
        issues.Demand(decision.Author is not null, place, "Each decision has an author (author, valueReference).");
        issues.Demand(!string.IsNullOrWhiteSpace(decision.Reason), place, "Each decision has a reason in words (reason, valueString).");
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
