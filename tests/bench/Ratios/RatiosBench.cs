using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Bench.Population;

namespace Bench.Ratios;

/// <summary>
/// What came of one kind of request on one database: medians of the rounds. <paramref name="Looked"/> is of the ceiling with each look on
/// disk before it answers, where there is something to look at.
/// </summary>
internal sealed record Ratio(string Name, string Database, Load Hub, Load Bare, Load? Looked)
{
    public double Value => Hub.PerSecond / Bare.PerSecond;
}

/// <summary>
/// The hub beside the machine's own limit (<see cref="Ceiling"/>): the same requests to either in turn, in one run, on a hub that holds
/// 10,000 young people, with tokens, gate, validation and audit on.
/// ratios [people] [sqlite|postgresql|both] [folder to keep the databases in] [request,request: only these, and no page is written]
/// </summary>
internal static class RatiosBench
{
    private const int Rounds = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    /// <summary>Until what it runs is compiled as well as it will be.</summary>
    private static readonly TimeSpan HubWarmUp = 3 * WarmUp;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1.5);

    public static async Task Run(string[] arguments)
    {
        var people = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 10_000;
        var only = arguments.ElementAtOrDefault(1) is { } one and not "both" ? one : null;
        var page = new PerformancePage();
        var kept = arguments.ElementAtOrDefault(2);
        var folder = kept is null ? Directory.CreateTempSubdirectory("hub-bench-").FullName : Directory.CreateDirectory(kept).FullName;
        var mixes = arguments.ElementAtOrDefault(3)?.Split(',');
        var results = new List<Ratio>();
        try
        {
            if (only is null or "sqlite")
            {
                results.AddRange(await Measure("sqlite", $"Data Source={folder}/hub.db", $"Data Source={folder}/bare.db", people, folder, mixes));
            }

            using var cluster = only is null or "postgresql" ? PostgresCluster.Start(Path.Combine(folder, "postgresql")) : null;
            if (cluster is not null)
            {
                results.AddRange(await Measure("postgresql", cluster.Connection, cluster.Connection, people, folder, mixes));
            }
            else if (only is not "sqlite")
            {
                Console.WriteLine("PostgreSQL is not installed here and was left out.");
            }
        }
        finally
        {
            if (kept is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        if (mixes is null)
        {
            page.Ratios(results, people);
        }
    }

    private static async Task<List<Ratio>> Measure(string database, string connection, string bare, int people, string folder, string[]? mixes)
    {
        await Loading.To(people, connection);
        Sample sample;
        using (var store = CeilingStore.Open(bare))
        {
            sample = await Sample.Of(connection, store);
        }

        using var hub = await Server.Hub(FreePort(), connection, folder);
        using var ceiling = await Server.Ceiling(FreePort(), bare, folder);
        var metadata = Client.Once(hub.Port, Client.Get("/fhir/metadata", ""));
        var results = new List<Ratio>();
        foreach (var mix in Mixes.All(sample, metadata.Length).Where(mix => mixes?.Contains(mix.Name) != false))
        {
            Mixes.RequireSame(mix, hub, ceiling);
            results.Add(await Measure(mix, database, hub, ceiling));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {mix.Name} {database} {results[^1].Value:F2}"));
            if (results[^1].Looked is { } looked)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"looked {mix.Name} {database} {looked.PerSecond / results[^1].Bare.PerSecond:F2}"));
            }

            if (mixes is not null)
            {
                Console.WriteLine(results[^1]);
            }
        }

        return results;
    }

    /// <summary>The one and the other by turns, so that a busy moment of the machine falls on both.</summary>
    private static async Task<Ratio> Measure(Mix mix, string database, Server hub, Server ceiling)
    {
        var (ours, bare, looked) = (new List<Load>(), new List<Load>(), new List<Load>());
        await Client.Drive(ceiling, WarmUp, mix.OfBare);
        if (mix.OfLooked is { } warm)
        {
            await Client.Drive(ceiling, WarmUp, warm);
        }

        await Client.Drive(hub, HubWarmUp, mix.OfHub);
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await Client.Drive(ceiling, Round, mix.OfBare));
            ours.Add(await Client.Drive(hub, Round, mix.OfHub));
            if (mix.OfLooked is { } look)
            {
                looked.Add(await Client.Drive(ceiling, Round, look));
            }
        }

        return new Ratio(mix.Name, database, Median(ours), Median(bare), looked.Count == 0 ? null : Median(looked));
    }

    private static Load Median(List<Load> rounds) => new(
        Median(rounds, load => load.PerSecond), Median(rounds, load => load.P50), Median(rounds, load => load.P99), rounds[0].BytesEach)
    {
        CpuEach = Median(rounds, load => load.CpuEach),
    };

    private static double Median(List<Load> rounds, Func<Load, double> of) => rounds.Select(of).Order().ElementAt(rounds.Count / 2);

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
