using System.Diagnostics;
using System.Globalization;

namespace Bench.Ratios;

/// <summary>
/// Where the hub's processor time goes for one kind of request, on a database that a run of <see cref="RatiosBench"/> kept: each stack
/// that Linux's perf met goes to a file, for <c>perf report</c>. profile MIX FOLDER [seconds]
/// </summary>
internal static class ProfileBench
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    public static async Task Run(string[] arguments)
    {
        var (name, folder) = (arguments[0], arguments[1]);
        var length = TimeSpan.FromSeconds(arguments.Length > 2 ? double.Parse(arguments[2], CultureInfo.InvariantCulture) : 5);
        var connection = $"Data Source={folder}/hub.db";
        var sample = await Sample.Of(connection);
        using var hub = await Server.Hub(RatiosBench.FreePort(), connection, folder, new() { ["DOTNET_PerfMapEnabled"] = "1", ["DOTNET_EnableWriteXorExecute"] = "0" });
        var mix = Mixes.All(sample, metadataBytes: 1).First(mix => mix.Name == name);
        await Client.Drive(hub, WarmUp, mix.OfHub);
        var recording = Process.Start("perf", ["record", "-q", "-F", "999", "-g", "-p", $"{hub.Id}", "-o", $"{folder}/{name}.perf", "--", "sleep", $"{length.TotalSeconds}"]);
        var load = await Client.Drive(hub, length, mix.OfHub);
        await recording.WaitForExitAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {load.PerSecond:F0}/s, p50 {load.P50:F2} ms, {load.CpuEach:F0} µs of processor time each; perf report -i {folder}/{name}.perf"));
    }
}
