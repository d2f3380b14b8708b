using Hub.Fhir.Search;

namespace Hub.Api.Store;

/// <summary>
/// The pairs of a reference and a token that inboxes and caseloads ask for, indexed together in <c>index_pair</c>. Each alone matches
/// a fifth of all rows at a big agency; together they are one range of an index, whatever the planner believes. Of two pairs that fit
/// a search the first leads it. A database that lacks one gets its rows at the next start (<see cref="Reindexing"/>).
/// </summary>
internal static class HotPairs
{
    private static readonly Dictionary<string, IReadOnlyList<HotPair>> ByType = new HotPair[]
    {
        new("Task", "owner", "status") { By = "due" },
        new("Task", "owner", "priority") { While = new("status", ["requested", "received"]) },
        new("Task", "owner", "business-status"),
        new("Task", "owner", "status"),
        new("Task", "requester", "business-status"),
        new("Task", "requester", "status"),
        new("ServiceRequest", "performer", "status"),
        new("ServiceRequest", "requester", "status"),
        new("EpisodeOfCare", "organization", "status"),
        new("Communication", "recipient", "status"),
        new("CarePlan", "subject", "category"),
    }.GroupBy(pair => pair.Type).ToDictionary(group => group.Key, group => (IReadOnlyList<HotPair>)[.. group]);

    public static IReadOnlyList<HotPair> Of(string type) => ByType.TryGetValue(type, out var pairs) ? pairs : [];
}

internal sealed record HotPair(string Type, string Reference, string Token)
{
    /// <summary>The date in whose order its rows are; the last change where none is named. What has no such date has no row.</summary>
    public string? By { get; init; }

    /// <summary>True of its reference, and of one that only narrows it, as patient does subject: the rows say the type of what they name.</summary>
    public bool IsAbout(ReferenceFilter filter) => filter.Parameter == Reference
        || (NarrowedParameter.Find(Type, filter.Parameter) is { } narrowed && narrowed.Wider == Reference && filter.Values.All(value => value.Type == narrowed.Target));

    /// <summary>Where it is not for all resources, the token that says for which: what is over stays out of the way of what waits.</summary>
    public HotWhile? While { get; init; }

    /// <summary>The name of the pair in the table of parameters.</summary>
    public string Code => $"{Reference}+{Token}{(By is null ? "" : "@" + By)}";
}

internal sealed record HotWhile(string Token, IReadOnlyList<string> Codes)
{
    public bool Holds(IReadOnlyList<SearchValue> values) => values.Any(value => value is TokenValue { Code: { } code } && value.Parameter == Token && Codes.Contains(code));

    /// <summary>True when the search asks for none but those.</summary>
    public bool Covers(IReadOnlyList<SearchFilter> filters) => filters.Any(filter => filter is TokenFilter { Modifier: Modifier.None } token && token.Parameter == Token
        && token.Values.All(value => value is { Text: null, Code: { } code } && Codes.Contains(code)));
}
