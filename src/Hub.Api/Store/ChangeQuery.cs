namespace Hub.Api.Store;

/// <summary>
/// Which versions to read: of one type or all, not older than an instant, current at some moment of a time, numbered before one.
/// </summary>
public sealed record ChangeQuery(string? Type, DateTimeOffset? Since, long? Before, int Count)
{
    public ChangeTime? At { get; init; }
}

/// <summary>From inclusive, Until exclusive.</summary>
public readonly record struct ChangeTime(DateTimeOffset From, DateTimeOffset Until);

/// <summary>Versions newest first; <paramref name="Next"/> is where the page after this one starts.</summary>
public sealed record ChangePage(IReadOnlyList<StoredResource> Versions, long? Next, long? Total = null)
{
    public static ChangePage Empty { get; } = new([], null, 0);

    /// <summary>So many of the versions; where there are more, the number of the last one leads on.</summary>
    internal static ChangePage Of(IReadOnlyList<NumberedVersion> versions, int count) => new(
        [.. versions.Take(count).Select(numbered => numbered.Version)],
        versions.Count > count && count > 0 ? versions[count - 1].Sequence : null);
}

/// <summary>A version with its number among all versions of the hub.</summary>
internal sealed record NumberedVersion(StoredResource Version, long Sequence);
