using System.Diagnostics;
using System.Text.Json;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Hub.Fhir.Tests;
using Hub.Fhir.Tests.Validation;
using Hub.Fhir.Validation;

namespace Bench;

/// <summary>The core alone, on the official examples, beside the bare parser on the same bytes in the same run.</summary>
internal static class FhirBench
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(3);

    public static Task Run(string[] arguments)
    {
        var start = Stopwatch.StartNew();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var types = DefinitionSet.R4.Types.Count;
        Console.WriteLine($"definitions: {types} types in {start.ElapsedMilliseconds} ms, {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:F1} MB");

        var files = ThirdParty.Files("examples").Select(File.ReadAllBytes).Where(file => Validate(file) is not null).ToArray();
        Console.WriteLine($"{files.Length} valid examples, {files.Sum(file => (double)file.Length) / 1e6:F1} MB");
        var bare = Measure("JsonDocument.Parse", files, Bare, null);
        Measure("parse", files, file => Parse(file), bare);
        Measure("parse, structure", files, file => StructureOnly.Check(Parse(file)), bare);
        Measure("parse, validate", files, file => Validate(file), bare);
        Measure("parse, validate, extract", files, file => SearchIndex.Extract(Validate(file)!), bare);
        return Task.CompletedTask;
    }

    private static void Bare(byte[] file)
    {
        using var document = JsonDocument.Parse(file);
    }

    private static JsonText Parse(byte[] file) => JsonText.Parse(file, new List<Issue>())!;


    private static ValidResource? Validate(byte[] file) => Validator.R4.Validate(Parse(file), new List<Issue>());

    /// <summary>Bytes a second; the best of some rounds, because the machine has others to serve.</summary>
    private static double Measure(string name, byte[][] files, Action<byte[]> work, double? bare)
    {
        var total = Stopwatch.StartNew();
        var (best, allocated) = (0.0, 0L);
        for (var round = 0; round < 5 || total.Elapsed < Least; round++)
        {
            var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            Array.ForEach(files, work);
            best = Math.Max(best, files.Sum(file => (double)file.Length) / watch.Elapsed.TotalSeconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        }

        var share = bare is { } parser ? $", 1/{parser / best:F1} of the bare parser" : "";
        Console.WriteLine($"{name,-26}{best / 1e6,8:F1} MB/s{share}, {allocated / files.Sum(file => (double)file.Length):F2} bytes allocated a byte");
        return best;
    }
}
