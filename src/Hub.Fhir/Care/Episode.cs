using Hub.Fhir.Json;

namespace Hub.Fhir.Care;

/// <summary>One decision about the needs-based grouping: which, since when, by whom, why, and where the young person stands.</summary>
public readonly record struct GroupingDecision(string? Grouping, string? Since, string? Author, string? Reason, string? Agreement);

/// <summary>One agency's involvement with a young person: an EpisodeOfCare with the history of its needs-based groupings.</summary>
public readonly record struct Episode(JsonValue Root)
{
    public string? Id => Root["id"].TextOf();

    public string? Status => Root["status"].TextOf();

    public string? Person => Root["patient"].IdOf("Patient");

    public string? Agency => Root["managingOrganization"].AgencyOf();

    public string? RiskHolder => Root.Extension(CareExtensions.RiskHolder)["valueReference"].AgencyOf();

    /// <summary>The grouping now: EpisodeOfCare.type, where a search finds it.</summary>
    public string? Grouping => Root["type"].CodeIn(Canonicals.NeedsBasedGrouping);

    /// <summary>Every decision about the grouping, oldest first as recorded.</summary>
    public IReadOnlyList<GroupingDecision> Groupings =>
        [.. Root.Extensions(CareExtensions.NeedsGrouping).Select(Decision)];

    public static bool Is(JsonValue root) =>
        root["resourceType"].TextEquals("EpisodeOfCare"u8)
        && (root["type"].CodeIn(Canonicals.NeedsBasedGrouping) is not null
            || root.Extension(CareExtensions.NeedsGrouping).Exists
            || root.ClaimsProfile("episode"));

    private static GroupingDecision Decision(JsonValue extension) => new(
        extension.Extension("grouping")["valueCoding"]["code"].TextOf(),
        extension.Extension("since")["valueDate"].TextOf(),
        extension.Extension("author")["valueReference"].Reference(),
        extension.Extension("reason")["valueString"].TextOf(),
        extension.Extension("agreement")["valueCoding"]["code"].TextOf());
}
