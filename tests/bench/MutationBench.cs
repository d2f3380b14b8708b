using System.Diagnostics;
using System.Globalization;
using Hub.Fhir.Json;
using Hub.Fhir.Tests;
using Hub.Fhir.Tests.Validation;

namespace Bench;

/// <summary>Damages real resources and holds the validator to its word: issues, and never an exception.</summary>
internal static class MutationBench
{
    public static Task Run(string[] arguments)
    {
        var wanted = arguments is [var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 200_000;
        var files = ThirdParty.Files("examples").Select(File.ReadAllBytes).Where(file => file.Length < 50_000).ToList();
        var texts = files.ConvertAll(file => JsonText.Of(file));
        var random = new Random(wanted);
        var (refused, watch) = (0, Stopwatch.StartNew());
        for (var round = 0; round < wanted; round++)
        {
            var chosen = random.Next(files.Count);
            refused += Mutations.Validate(round % 2 == 0 ? Mutations.Damage(files[chosen], random) : Mutations.Swap(texts[chosen], random)) ? 0 : 1;
        }

        Console.WriteLine($"{wanted} mutations in {watch.Elapsed.TotalSeconds:F0} s, {refused} refused, no exception");
        return Task.CompletedTask;
    }
}
