using System.Text.RegularExpressions;

namespace Hub.Api.Tests.Layout;

public sealed partial class FileTests
{
    [Fact]
    public void No_source_file_is_longer_than_300_lines()
    {
        var sources = Repository.Sources(".cs", ".cshtml", ".scss", ".js", ".mjs").ToList();

        Assert.NotEmpty(sources);
        Guard.None(sources.Where(file => file.Lines.Length > 300).Select(file => $"{file.Path}: {file.Lines.Length}"));
    }

    [Fact]
    public void A_test_folder_mirrors_a_source_folder()
    {
        // Workflow mirrors specs/workflow: whole stories over HTTP, through every room.
        string[] ofTheirOwn = ["Layout", "EndToEnd", "Conformance", "Bench", "Workflow"];
        var strays =
            from project in Directory.GetDirectories(Repository.File("tests"), "Hub.*.Tests")
            let source = Repository.File("src/" + Path.GetFileName(project).Replace(".Tests", "", StringComparison.Ordinal))
            from folder in Directory.GetDirectories(project)
            where Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any()
            where !ofTheirOwn.Contains(Path.GetFileName(folder)) && !Directory.Exists(Path.Combine(source, Path.GetFileName(folder)))
            select Path.GetRelativePath(Repository.Root, folder);

        Guard.None(strays);
    }

    [Fact]
    public void Regions_and_commented_promises_are_not_in_the_code()
    {
        var offenders = Repository.Sources(".cs")
            .Where(file => !file.IsUnder("tests/Hub.Api.Tests/Layout"))
            .Where(file => file.Lines.Any(line => line.Contains("#region", StringComparison.Ordinal) || line.Contains("TODO", StringComparison.Ordinal)))
            .Select(file => file.Path);

        Guard.None(offenders);
    }

    [Fact]
    public void Every_link_in_the_specs_leads_somewhere()
    {
        var links =
            from page in Directory.EnumerateFiles(Repository.File("specs"), "*.md", SearchOption.AllDirectories)
            from Match link in LinkPattern().Matches(File.ReadAllText(page))
            let target = Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value)
            where !Path.Exists(target)
            select $"{Path.GetRelativePath(Repository.Root, page)}: {link.Groups[1].Value}";

        Guard.None(links);
    }

    [Fact]
    public void No_package_is_used_without_a_decision()
    {
        var decisions = string.Concat(Directory.EnumerateFiles(Repository.File("specs/decisions"), "*.md").Select(File.ReadAllText));
        var undecided =
            from project in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Append(Repository.File("Directory.Build.props"))
            from Match package in PackagePattern().Matches(File.ReadAllText(project))
            let name = package.Groups[1].Value
            where !decisions.Contains(name, StringComparison.Ordinal) && !decisions.Contains("." + name.Split('.')[^1], StringComparison.Ordinal)
            select $"{Path.GetFileName(project)}: {name}";

        Guard.None(undecided);
    }

    [Fact]
    public void Nothing_in_the_tree_names_a_machine_or_a_package_registry()
    {
        string[] never = ["/work/", "api.nuget.org", "registry.npmjs.org", "localhost:8081"];
        var texts = Repository.Sources(".cs", ".cshtml", ".json", ".md", ".js", ".mjs", ".scss", ".csproj")
            .Where(file => !file.IsUnder("tests/Hub.Api.Tests/Layout"))
            .Where(file => file.Lines.Any(line => never.Any(word => line.Contains(word, StringComparison.Ordinal))));

        Guard.None(texts.Select(file => file.Path));
    }

    [GeneratedRegex("<PackageReference Include=\"([^\"]+)\"")]
    private static partial Regex PackagePattern();

    /// <summary>Links within the tree: no scheme, no anchor, no placeholder.</summary>
    [GeneratedRegex(@"\]\(([^)#:…]+)(?:#[^)]*)?\)")]
    private static partial Regex LinkPattern();
}
