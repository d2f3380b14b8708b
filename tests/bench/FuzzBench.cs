using System.Diagnostics;
using System.Globalization;
using Hub.Api.Tests.Http.Fuzz;

namespace Bench;

/// <summary>Spoilt requests by the hundred thousand, in a few lanes with a hub and a seed each (how many, minutes at most, first seed): the answers by status, then what should not have been answered.</summary>
internal static class FuzzBench
{
    private const int Lanes = 4;

    public static async Task Run(string[] arguments)
    {
        var wanted = arguments is [var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : 100_000;
        var longest = arguments is [_, var minutes, ..] ? TimeSpan.FromMinutes(int.Parse(minutes, CultureInfo.InvariantCulture)) : TimeSpan.FromHours(1);
        var seed = arguments is [_, _, var first] ? int.Parse(first, CultureInfo.InvariantCulture) : 1000;
        var watch = Stopwatch.StartNew();
        var runs = Enumerable.Range(0, Lanes).Select(_ => new FuzzRun()).ToList();
        await Task.WhenAll(runs.Select((run, lane) => Task.Run(() => run.Send(seed + lane, wanted / Lanes, longest))));

        var answers = runs.SelectMany(run => run.Answers).GroupBy(answer => answer.Key, answer => answer.Value).OrderBy(status => status.Key).ToList();
        Console.WriteLine($"{answers.Sum(status => status.Sum())} requests in {watch.Elapsed.TotalSeconds:F0} s");
        answers.ForEach(status => Console.WriteLine($"  {status.Key}: {status.Sum()}"));

        var offences = runs.SelectMany(run => run.Offences).GroupBy(offence => offence.Key, offence => offence.Value).ToList();
        Console.WriteLine($"{offences.Sum(offence => offence.Sum(found => found.Count))} answers that should not have been");
        offences.ForEach(offence => Console.WriteLine($"\n{offence.Sum(found => found.Count)} × {offence.Key}\n{offence.First().Example}"));
        runs.ForEach(run => run.Dispose());
    }
}
