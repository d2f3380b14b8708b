namespace Bench;

/// <summary>One measurement, by name: dotnet run -c Release --project tests/bench -- NAME [arguments].</summary>
internal sealed record Measurement(string Name, string Measures, Func<string[], Task> Run);

/// <summary>Everything that can be measured; a new measurement is a new file and one line here.</summary>
internal static class Benches
{
    private static readonly Measurement[] All =
    [
        new("ceiling", "the bare process that the hub is compared with: port, connection string", Ratios.Ceiling.Run),
        new("fhir", "parse, validate and extract search values of the official examples in MB/s, beside JsonDocument.Parse", FhirBench.Run),
        new("fuzz", "spoilt requests to a hub: what it answers, and what it should not have; how many, 100000 by default, minutes at most, first seed", FuzzBench.Run),
        new("growth", "the same requests on a hub that holds ever more; writes specs/performance.md", Ratios.GrowthBench.Run),
        new("http", "a running hub over HTTP: address, token, seconds, connections", HttpBench.Run),
        new("load", "fills a database with young people and their stories: how many, then the connection string", Population.Loading.Run),
        new("mutations", "the validator on damaged resources; how many as argument, 200000 by default", MutationBench.Run),
        new("portal", "the portal's pages on a running hub, beside bare pages of the same size: address, rounds", PortalBench.Run),
        new("profile", "where the hub's processor time goes for one kind of request, by Linux's perf: the request's name, the folder of a database that ratios kept", Ratios.ProfileBench.Run),
        new("ratios", "the hub over HTTP beside the machine's own limit in one run; writes specs/performance.md", Ratios.RatiosBench.Run),
        new("store", "the store alone: creates, reads and inbox searches beside bare statements; sizes as arguments", StoreBench.Run),
        new("suites", "all third-party suites: a line each, then what misses", SuitesBench.Run),
        new("versus", "this build beside another one by turns: the request's name, the folder of the other build, the folder of a database that ratios kept", Ratios.VersusBench.Run),
    ];

    public static async Task<int> Run(string[] arguments)
    {
        if (All.FirstOrDefault(bench => bench.Name == arguments.FirstOrDefault()) is not { } chosen)
        {
            Console.Error.WriteLine("Name one of:");
            foreach (var bench in All)
            {
                Console.Error.WriteLine($"  {bench.Name,-16}{bench.Measures}");
            }
            return 1;
        }
        await chosen.Run(arguments[1..]);
        return 0;
    }
}
