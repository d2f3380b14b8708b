namespace Hub.Portal.Pages;

/// <summary>One field in which two people differ: as it stands now, and as somebody typed it meanwhile.</summary>
public sealed record Difference(string Field, string? Now, string? Yours)
{
    public static IReadOnlyList<Difference> Between(IEnumerable<(string Field, string? Text)> now, IEnumerable<(string Field, string? Text)> yours) =>
        [.. now.Zip(yours, (one, other) => new Difference(one.Field, Blank(one.Text), Blank(other.Text))).Where(pair => pair.Now != pair.Yours)];

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
