using System.Globalization;

namespace Bench.Ratios;

/// <summary>
/// This build of the hub beside another one, by turns in one run: what a change changes, on a machine whose speed is never the same twice.
/// On SQLite each has a copy of the database that a run of <see cref="RatiosBench"/> kept; on PostgreSQL both are nodes of one.
/// versus MIX OTHER-BUILD FOLDER [sqlite|postgresql] [rounds]
/// </summary>
internal static class VersusBench
{
    private const int UsualRounds = 15;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(0.7);

    public static async Task Run(string[] arguments)
    {
        var (name, other, kept) = (arguments[0], arguments[1], arguments[2]);
        var rounds = arguments.Length > 4 ? int.Parse(arguments[4], CultureInfo.InvariantCulture) : UsualRounds;
        var folder = Directory.CreateTempSubdirectory("hub-versus-").FullName;
        using var cluster = arguments.ElementAtOrDefault(3) == "postgresql" ? PostgresCluster.Start(Path.Combine(kept, "postgresql")) : null;
        try
        {
            var connections = new[] { "other", "this" }.Select(which => cluster?.Connection ?? Copy(kept, Path.Combine(folder, which))).ToList();
            var mix = Mixes.All(await Sample.Of(connections[1]), metadataBytes: 1).First(mix => mix.Name == name);
            using var before = await Server.Hub(RatiosBench.FreePort(), connections[0], folder, program: other);
            using var after = await Server.Hub(RatiosBench.FreePort(), connections[1], folder);
            await Client.Drive(before, WarmUp, mix.OfHub);
            await Client.Drive(after, WarmUp, mix.OfHub);
            var ratios = new List<double>();
            for (var round = 0; round < rounds; round++)
            {
                var one = await Client.Drive(before, Round, mix.OfHub);
                var two = await Client.Drive(after, Round, mix.OfHub);
                ratios.Add(two.PerSecond / one.PerSecond);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {one.PerSecond:F0}/s and {two.PerSecond:F0}/s, p99 {one.P99:F1} and {two.P99:F1} ms, processor {one.CpuEach:F0} and {two.CpuEach:F0} µs"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"versus {name} {(cluster is null ? "sqlite" : "postgresql")} {ratios.Order().ElementAt(rounds / 2):F2}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Copy(string kept, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(kept, "hub.db*"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return $"Data Source={folder}/hub.db";
    }
}
