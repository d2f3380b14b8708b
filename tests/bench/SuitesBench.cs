using Hub.Fhir.Tests.Conformance;

namespace Bench;

/// <summary>The third-party suites in numbers.</summary>
internal static class SuitesBench
{
    public static Task Run(string[] arguments)
    {
        var results = Suites.All
            .Where(suite => arguments.Length == 0 || arguments.Contains(suite.Name))
            .Select(suite => (suite.Name, Cases: suite.Run().ToList()))
            .ToList();
        foreach (var (name, cases) in results)
        {
            Console.WriteLine($"suite {name} total {cases.Count} passed {cases.Count(one => one.Miss is null)}");
        }

        foreach (var (name, cases) in results)
        {
            foreach (var miss in cases.Where(one => one.Miss is not null))
            {
                Console.WriteLine($"miss {name} {miss.Name}: {miss.Miss}");
            }
        }

        return Task.CompletedTask;
    }
}
