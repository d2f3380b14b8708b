using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Bench.Ratios;

/// <summary>Writes specs/performance.md: a section for each measurement, as the last run of it found.</summary>
internal sealed class PerformancePage
{
    private const string Path = "specs/performance.md";
    private const string Title = "# Performance\n\nWhat a run of `tests/bench` found, beside the machine's own limit in the same run. Written by the bench; the numbers are of that machine and that moment, the ratios are what to compare.\n";
    private const double MostSpread = 10;
    private static readonly Dictionary<string, double> Targets = new() { ["read"] = 0.5, ["search"] = 0.5, ["create"] = 0.4, ["transaction"] = 0.25, ["metadata"] = 0.8 };
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private readonly string started = Machine();

    /// <summary>A section for each database.</summary>
    public void Ratios(IReadOnlyList<Ratio> results, int people)
    {
        foreach (var database in results.GroupBy(result => result.Database))
        {
            Ratios(database.Key, [.. database], people);
        }
    }

    private void Ratios(string database, IReadOnlyList<Ratio> results, int people)
    {
        var text = new StringBuilder();
        text.Append(Invariant, $"`dotnet run -c Release --project tests/bench -- ratios`: {people} young people, {Client.Connections} connections, tokens, gate, validation and audit on. ");
        text.Append("The ceiling is a bare Kestrel process doing one prepared statement (read, search), one durable insert (create; on SQLite grouped), one durable transaction of seven rows, or static bytes (metadata).\n\n");
        text.Append("| request | hub a second | p50 / p99 ms | ceiling a second | p50 / p99 ms | ratio | target | hub's p99 over p50 | processor µs each, hub / ceiling |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var result in results)
        {
            var (hub, bare) = (result.Hub, result.Bare);
            text.Append(Invariant, $"| {result.Name} | {hub.PerSecond:F0} | {hub.P50:F2} / {hub.P99:F1} | {bare.PerSecond:F0} | {bare.P50:F2} / {bare.P99:F1} | {result.Value:F2} | {Target(result)} | {hub.P99 / hub.P50:F1} | {hub.CpuEach:F0} / {bare.CpuEach:F0} |\n");
        }

        var looked = results.Where(result => result.Looked is not null).ToList();
        if (looked.Count > 0)
        {
            text.Append("\nWhat the ceiling comes to when every look is on disk before it is answered: the same bare process, which now also puts down 64 bytes for each resource it shows, "
                + "all that wait as one row with one commit (on SQLite into a file of its own), and has neither token nor gate.\n\n");
            text.Append("| request | a second | p50 / p99 ms | ratio to the ceiling | the hub's ratio to it | processor µs each |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
            foreach (var result in looked)
            {
                var look = result.Looked!;
                text.Append(Invariant, $"| {result.Name} | {look.PerSecond:F0} | {look.P50:F2} / {look.P99:F1} | {look.PerSecond / result.Bare.PerSecond:F2} | {result.Hub.PerSecond / look.PerSecond:F2} | {look.CpuEach:F0} |\n");
            }
        }

        text.Append(Invariant, $"\nMissed: a ratio under its target; a spread (p99 over p50) above {MostSpread:F0}. Repeat on a quiet machine with `dotnet run -c Release --project tests/bench -- ratios [people] [sqlite|postgresql|both] [folder]`; with a folder the databases are kept for the next run.\n");
        Put($"Ratios on {database}", text.ToString());
    }

    private static string Target(Ratio result)
    {
        var missed = (result.Value < Targets[result.Name] ? ", missed" : "") + (result.Hub.P99 > MostSpread * result.Hub.P50 ? ", spread missed" : "");
        return string.Create(Invariant, $"{Targets[result.Name]:F2}{missed}");
    }

    public void Put(string section, string text)
    {
        text = $"{started}\n\n{text}";
        Console.WriteLine($"\n{text}");
        var page = File.Exists(Path) ? File.ReadAllText(Path) : Title;
        var heading = $"\n## {section}\n";
        var start = page.IndexOf(heading, StringComparison.Ordinal);
        var end = start < 0 ? -1 : page.IndexOf("\n## ", start + heading.Length, StringComparison.Ordinal);
        var (before, after) = start < 0 ? (page, "") : (page[..start], end < 0 ? "" : page[end..]);
        File.WriteAllText(Path, $"{before}{heading}\n{text.TrimEnd()}\n{after}");
    }

    /// <summary>Which machine, how busy with other things, when, and which commit.</summary>
    private static string Machine()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        var busy = double.Parse(load, Invariant) > Environment.ProcessorCount / 2.0 ? ", so busy with other work" : "";
        return string.Create(Invariant, $"{Environment.ProcessorCount} cores ({model}), .NET {Environment.Version}, {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC, commit {Commit()}; load average {load} at the start{busy}.");
    }

    private static string Commit()
    {
        using var git = Process.Start(new ProcessStartInfo("git", "describe --always --dirty") { RedirectStandardOutput = true })!;
        return git.StandardOutput.ReadToEnd().Trim();
    }
}
