namespace Hub.Api.Tests.Layout;

/// <summary>The working tree these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string File(string path) => Path.Combine(Root, path);

    /// <summary>What people wrote: everything under src and tests that nobody generated.</summary>
    public static IEnumerable<SourceFile> Sources(params string[] extensions) =>
        from folder in new[] { "src", "tests" }
        from path in Directory.EnumerateFiles(File(folder), "*", SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Root, path).Replace('\\', '/')
        where extensions.Contains(Path.GetExtension(path))
        where !relative.Split('/').Any(part => part is "node_modules" or "Migrations" or "assets" or "bin" or "obj")
        select new SourceFile(relative, System.IO.File.ReadAllLines(path));

    private static string Find(DirectoryInfo folder) =>
        System.IO.File.Exists(Path.Combine(folder.FullName, "ReferralHub.sln"))
            ? folder.FullName
            : Find(folder.Parent ?? throw new InvalidOperationException("These tests run inside the repository."));
}

internal sealed record SourceFile(string Path, string[] Lines)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The lines that are code, comments left out.</summary>
    public IEnumerable<string> Code => Lines.Select(line => line.TrimStart()).Where(line => !line.StartsWith("//", StringComparison.Ordinal));

    public bool IsUnder(params string[] folders) => folders.Any(folder => Path.StartsWith(folder + "/", StringComparison.Ordinal));

    public bool Mentions(string pattern) => Code.Any(line => System.Text.RegularExpressions.Regex.IsMatch(line, pattern));
}

internal static class Guard
{
    /// <summary>Fails naming every offender, not the first five.</summary>
    public static void None(IEnumerable<string?> offenders)
    {
        var all = offenders.Distinct().ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
