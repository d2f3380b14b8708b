using Hub.Api.Tests.Layout;

namespace Hub.Api.Tests.Conformance;

/// <summary>Resources others wrote, beside the repository; a clone without them skips what needs them.</summary>
internal static class ThirdPartyData
{
    private static readonly string Root = Repository.File("../shared/data");

    public static bool IsThere => Directory.Exists(Root);

    public static IReadOnlyList<string> Files(string folder) =>
        IsThere ? [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];

    public static string Name(string file) => Path.GetFileName(file);
}

/// <summary>A fact about third-party data, skipped where it is not.</summary>
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute()
    {
        if (!ThirdPartyData.IsThere)
        {
            Skip = "The third-party data is not beside this clone.";
        }
    }
}
