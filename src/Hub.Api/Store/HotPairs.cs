namespace Hub.Api.Store;

/// <summary>
/// The pairs of a reference and a token that inboxes and caseloads ask for, indexed together in <c>index_pair</c>. Each alone matches
/// a fifth of all rows at a big agency; together they are one range of an index, whatever the planner believes.
/// </summary>
internal static class HotPairs
{
    private static readonly Dictionary<string, IReadOnlyList<HotPair>> ByType = new HotPair[]
    {
        new("Task", "owner", "status"),
        new("Task", "owner", "business-status"),
        new("Task", "requester", "status"),
        new("ServiceRequest", "performer", "status"),
        new("ServiceRequest", "requester", "status"),
        new("EpisodeOfCare", "organization", "status"),
        new("Communication", "recipient", "status"),
        new("CarePlan", "subject", "category"),
        new("CarePlan", "patient", "category"),
    }.GroupBy(pair => pair.Type).ToDictionary(group => group.Key, group => (IReadOnlyList<HotPair>)[.. group]);

    public static IReadOnlyList<HotPair> Of(string type) => ByType.TryGetValue(type, out var pairs) ? pairs : [];
}

internal sealed record HotPair(string Type, string Reference, string Token)
{
    /// <summary>The name of the pair in the table of parameters.</summary>
    public string Code => $"{Reference}+{Token}";
}
