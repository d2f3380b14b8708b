using System.Diagnostics;
using System.Text.RegularExpressions;
using Hub.Api.Tests.Layout;

namespace Hub.Api.Tests.EndToEnd;

/// <summary>What the README tells a newcomer to type is typed here.</summary>
[Collection("processes")]
public sealed partial class ReadmeTests : IDisposable
{
    private readonly HubFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_readme_fits_on_a_screen() =>
        Assert.InRange(File.ReadAllLines(Repository.File("README.md")).Length, 10, 60);

    [Fact]
    public void Every_place_the_readme_points_to_is_there()
    {
        var places = LinkPattern().Matches(File.ReadAllText(Repository.File("README.md"))).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(places);
        Assert.All(places, place => Assert.True(Path.Exists(Repository.File(place)), place));
    }

    [Fact]
    public async Task The_first_referral_of_the_readme_works_as_written()
    {
        await using var hub = await RunningHub.Start(folder);
        var commands = FirstReferral().ToList();

        Assert.Equal(5, commands.Count);
        var output = await Type(hub, string.Join('\n', commands));

        Assert.Contains("\"transaction-response\"", output, StringComparison.Ordinal);
        Assert.Contains("\"searchset\"", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"OperationOutcome\"", output, StringComparison.Ordinal);
    }

    /// <summary>The commands under the heading, one a line, a line that ends in a backslash going on in the next.</summary>
    private static IEnumerable<string> FirstReferral()
    {
        var readme = File.ReadAllText(Repository.File("README.md"));
        var block = readme.Split("## A first referral")[1].Split("```")[1];
        return block.Split('\n').Skip(1).Aggregate(new List<string> { "" }, Join).Where(line => line.Length > 0 && !line.StartsWith('#'));
    }

    private static List<string> Join(List<string> commands, string line)
    {
        commands[^1] += line.TrimEnd('\\').TrimStart() + (line.EndsWith('\\') ? " " : "");
        if (!line.EndsWith('\\'))
        {
            commands.Add("");
        }
        return commands;
    }

    /// <summary>By bash from the root, with this hub's address, and the built hub in place of `dotnet run`.</summary>
    private async Task<string> Type(RunningHub hub, string commands)
    {
        var script = commands
            .Replace("http://127.0.0.1:5080", hub.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("dotnet run --project src/Hub.Api --", $"dotnet {HubFolder.Program}", StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in folder.Environment(demo: true))
        {
            start.Environment[name] = value;
        }
        using var bash = Process.Start(start)!;
        var error = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, $"{output}\n{await error}");
        return output;
    }

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex LinkPattern();
}
