namespace Hub.Fhir.Tests;

/// <summary>Third-party material beside the repository; not part of it, so tests that need it are skipped where it is absent.</summary>
public static class ThirdParty
{
    /// <summary>The folder of the solution.</summary>
    public static string Repository { get; } = FindRepository();

    public static string? Folder { get; } = FindFolder();

    public static string File(string path) => Path.Combine(Folder ?? "", path);

    public static IEnumerable<string> Files(string folder, string pattern = "*.json") => Folder is null
        ? []
        : Directory.EnumerateFiles(File(folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "ReferralHub.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? "";
    }

    private static string? FindFolder()
    {
        var data = Path.Combine(Repository, "..", "shared", "data");
        return Directory.Exists(data) ? data : null;
    }
}

/// <summary>A test that reads the third-party material.</summary>
internal sealed class ThirdPartyFactAttribute : FactAttribute
{
    public ThirdPartyFactAttribute() => Skip = ThirdParty.Folder is null ? "The third-party material is not here." : null;
}
