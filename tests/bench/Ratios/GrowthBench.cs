using System.Globalization;
using System.Text;
using Bench.Population;

namespace Bench.Ratios;

/// <summary>
/// The same requests on a hub that holds ever more: how long they take, how much memory the process holds after the reads, how soon it
/// starts. growth [people …] [folder to keep the databases in], by default 700, 7,000 and 70,000, which is some fifteen times as many
/// resources.
/// </summary>
internal static class GrowthBench
{
    private const int FewConnections = 4;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);
    private static readonly string[] Measured = ["read", "search", "create", "transaction"];

    public static async Task Run(string[] arguments)
    {
        var kept = arguments.FirstOrDefault(argument => !char.IsAsciiDigit(argument[0]));
        int[] sizes = [.. arguments.Where(argument => argument != kept).Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        sizes = sizes.Length > 0 ? sizes : [700, 7_000, 70_000];
        var page = new PerformancePage();
        var folder = kept is null ? Directory.CreateTempSubdirectory("hub-bench-").FullName : Directory.CreateDirectory(kept).FullName;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"`dotnet run -c Release --project tests/bench -- growth`: SQLite, {FewConnections} connections; milliseconds are medians.\n\n");
        try
        {
            text.Append(CultureInfo.InvariantCulture, $"The very first start, which makes all tables, took {await First(folder):F1} s; the others are of a database that a hub has been started on before.\n\n");
            text.Append(CultureInfo.InvariantCulture, $"| young people | current resources | start s | {string.Join(" | ", Measured.Select(name => $"{name} ms"))} | memory after the reads MB |\n");
            text.Append(CultureInfo.InvariantCulture, $"| ---: | ---: | ---: |{string.Concat(Measured.Select(_ => " ---: |"))} ---: |\n");
            foreach (var people in sizes)
            {
                text.Append(await At(people, $"Data Source={folder}/hub-{people}.db", folder));
            }
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

    private static async Task<string> At(int people, string connection, string folder)
    {
        await Loading.To(people, connection);
        var sample = await Sample.Of(connection);
        using (await Server.Hub(RatiosBench.FreePort(), connection, folder))
        {
            // The loading makes no accounts.
        }

        using var hub = await Server.Hub(RatiosBench.FreePort(), connection, folder);
        var (times, memory) = (new List<double>(), 0.0);
        foreach (var mix in Mixes.All(sample, 0).Where(mix => Measured.Contains(mix.Name)))
        {
            await Client.Drive(hub, WarmUp, mix.OfHub, FewConnections);
            times.Add((await Client.Drive(hub, Length, mix.OfHub, FewConnections)).P50);
            memory = mix.Name == "read" ? hub.Memory : memory;
        }

        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"| {people} | {sample.Resources} | {hub.Start.TotalSeconds:F1} | {string.Join(" | ", times.Select(time => time.ToString("F2", CultureInfo.InvariantCulture)))} | {memory:F0} |\n");
        Console.Write(line);
        return line;
    }
}
