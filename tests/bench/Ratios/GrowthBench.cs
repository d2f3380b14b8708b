using System.Globalization;
using System.Text;
using Bench.Population;

namespace Bench.Ratios;

/// <summary>
/// The same requests on hubs that hold ever more, by turns, so that a busy moment of the machine falls on all: how long they take, how
/// much memory the process holds after the reads, how soon it starts. growth [people …] [folder to keep the databases in], by default
/// 700, 7,000 and 70,000, which is some fifteen times as many resources.
/// </summary>
internal static class GrowthBench
{
    private const int FewConnections = 4;
    private const int Rounds = 9;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(0.7);
    private static readonly string[] Measured = ["read", "search", "create", "transaction"];

    public static async Task Run(string[] arguments)
    {
        var kept = arguments.FirstOrDefault(argument => !char.IsAsciiDigit(argument[0]));
        int[] sizes = [.. arguments.Where(argument => argument != kept).Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        sizes = sizes.Length > 0 ? sizes : [700, 7_000, 70_000];
        var page = new PerformancePage();
        var folder = kept is null ? Directory.CreateTempSubdirectory("hub-bench-").FullName : Directory.CreateDirectory(kept).FullName;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project tests/bench -- growth`: SQLite, {FewConnections} connections, all by turns; milliseconds are medians of {Rounds} medians.\n\n");
        try
        {
            text.Append(CultureInfo.InvariantCulture, $"The very first start, which makes all tables, took {await First(folder):F1} s; the others are of a database that a hub has been started on before.\n\n");
            text.Append(CultureInfo.InvariantCulture, $"| young people | current resources | start s | {string.Join(" | ", Measured.Select(name => $"{name} ms"))} | memory after the reads MB |\n");
            text.Append(CultureInfo.InvariantCulture, $"| ---: | ---: | ---: |{string.Concat(Measured.Select(_ => " ---: |"))} ---: |\n");
            text.AppendJoin("", await Lines(sizes, folder));
        }
        finally
        {
            if (kept is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        page.Put("Growth", text.ToString());
    }

    /// <summary>Seconds until a hub answers that finds no database.</summary>
    private static async Task<double> First(string folder)
    {
        var database = $"{folder}/new.db";
        File.Delete(database);
        using var hub = await Server.Hub(RatiosBench.FreePort(), $"Data Source={database}", folder);
        return hub.Start.TotalSeconds;
    }

    private static async Task<List<string>> Lines(int[] sizes, string folder)
    {
        foreach (var people in sizes)
        {
            await Loading.To(people, Connection(people, folder));
        }

        var hubs = new List<Grown>();
        try
        {
            foreach (var people in sizes)
            {
                hubs.Add(await Grown.Open(people, Connection(people, folder), folder));
            }

            foreach (var name in Measured)
            {
                await Measure(name, hubs);
            }

            return hubs.ConvertAll(hub => hub.ToString());
        }
        finally
        {
            hubs.ForEach(hub => hub.Dispose());
        }
    }

    private static string Connection(int people, string folder) => $"Data Source={folder}/hub-{people}.db";

    private static async Task Measure(string name, List<Grown> hubs)
    {
        foreach (var hub in hubs)
        {
            await hub.Drive(name, WarmUp);
        }

        var times = hubs.ConvertAll(_ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < hubs.Count; i++)
            {
                times[i].Add(await hubs[i].Drive(name, Round));
            }
        }

        for (var i = 0; i < hubs.Count; i++)
        {
            hubs[i].Keep(name, times[i].Order().ElementAt(Rounds / 2));
        }
    }

    /// <summary>A hub that holds so many, and what was measured on it.</summary>
    private sealed class Grown(int people, long resources, Server server, IReadOnlyDictionary<string, Mix> mixes) : IDisposable
    {
        private readonly List<double> times = [];
        private double memory;

        public static async Task<Grown> Open(int people, string connection, string folder)
        {
            var sample = await Sample.Of(connection);
            using (await Server.Hub(RatiosBench.FreePort(), connection, folder))
            {
                // The loading makes no accounts.
            }

            return new Grown(people, sample.Resources, await Server.Hub(RatiosBench.FreePort(), connection, folder), Mixes.All(sample, 0).ToDictionary(mix => mix.Name));
        }

        /// <summary>The median in milliseconds.</summary>
        public async Task<double> Drive(string name, TimeSpan length) => (await Client.Drive(server, length, mixes[name].OfHub, FewConnections)).P50;

        public void Keep(string name, double time)
        {
            times.Add(time);
            memory = name == "read" ? server.Memory : memory;
        }

        public void Dispose() => server.Dispose();

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"| {people} | {resources} | {server.Start.TotalSeconds:F1} | {string.Join(" | ", times.Select(time => time.ToString("F2", CultureInfo.InvariantCulture)))} | {memory:F0} |\n");
    }
}
