using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Hub.Fhir.Care;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Hub.Fhir.Terminology;
using Hub.Fhir.Tests;
using Hub.Fhir.Tests.Validation;
using Hub.Fhir.Validation;
using Hub.Fhir.Validation.Profiles;

namespace Bench;

/// <summary>The core alone, beside the bare parser on the same bytes in the same run. The cold start is measured in processes of their own.</summary>
internal static class FhirBench
{
    private const int Starts = 5;
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(3);
    private static readonly byte[] Small = """{"resourceType":"Patient","name":[{"family":"Fox","given":["Kit"]}],"birthDate":"2010-05-01","gender":"female"}"""u8.ToArray();

    public static Task Run(string[] arguments)
    {
        if (arguments is ["cold"])
        {
            Cold();
            return Task.CompletedTask;
        }

        for (var start = 0; start < Starts; start++)
        {
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ProcessArguments()) { UseShellExecute = false })!;
            child.WaitForExit();
        }

        Examples();
        HubExamples();
        return Task.CompletedTask;
    }

    /// <summary>Milliseconds on the clock and of the processor: the machine may have others to serve.</summary>
    private static void Cold()
    {
        var (watch, work, memory) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.GetTotalMemory(forceFullCollection: true));
        string Spent()
        {
            var spent = $"{watch.ElapsedMilliseconds} ms ({(Environment.CpuUsage.TotalTime - work).TotalMilliseconds:F0} ms of processor)";
            work = Environment.CpuUsage.TotalTime;
            watch.Restart();
            return spent;
        }

        var types = DefinitionSet.R4.Types.Count;
        var definitions = Spent();
        var isValid = Validate(Small) is not null;
        var first = Spent();
        var parameters = DefinitionSet.R4.AllSearchParameters.Count;
        var search = Spent();
        var profiles = ProfileSet.Held.All.Count;
        var held = Spent();
        var extension = ProfileSet.Held.Find("http://hl7.org/fhir/StructureDefinition/patient-birthTime") is not null;
        Console.WriteLine($"cold start: {types} types {definitions}; first resource ({isValid}) {first}; {parameters} search parameters {search}; "
            + $"{profiles} profiles with their codes {held}; first extension of R4 ({extension}) {Spent()}; {(GC.GetTotalMemory(forceFullCollection: true) - memory) / 1e6:F1} MB in all");
    }

    private static string ProcessArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? $"\"{typeof(FhirBench).Assembly.Location}\" fhir cold" : "fhir cold";

    private static void Examples()
    {
        var files = ThirdParty.Files("examples").Select(File.ReadAllBytes).Where(file => Validate(file) is not null).ToArray();
        Console.WriteLine($"{files.Length} valid official examples, {Size(files) / 1e6:F1} MB");
        var bare = Measure("JsonDocument.Parse", files, Bare, null);
        Measure("parse", files, file => Parse(file), bare);
        Measure("parse, structure", files, file => StructureOnly.Check(Parse(file)), bare);
        Measure("parse, validate", files, file => Validate(file), bare);
        Measure("parse, validate, extract", files, file => SearchIndex.Extract(Validate(file)!), bare);
        Measure("with profiles, extensions", files, file => CareProfiles.Check(Validate(file)!, new List<Issue>(), NhsNumberRule.Error), bare);
    }

    /// <summary>What each write of a resource of the hub goes through.</summary>
    private static void HubExamples()
    {
        var folder = Path.Combine(ThirdParty.Repository, "specs", "profiles", "examples", "valid");
        var files = Directory.GetFiles(folder, "*.json").Select(File.ReadAllBytes).ToArray();
        var resources = files.Select(file => Validate(file)!).ToArray();
        Console.WriteLine($"{files.Length} examples of the hub's profiles, {Size(files) / 1e3:F1} kB");
        var bare = Measure("JsonDocument.Parse", files, Bare, null);
        Measure("parse, structure", files, file => StructureOnly.Check(Parse(file)), bare);
        Measure("parse, validate", files, file => Validate(file), bare);
        Measure("with profiles", files, file => CareProfiles.Check(Validate(file)!, new List<Issue>()), bare);
        var rounds = 0;
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed < Least; rounds++)
        {
            Array.ForEach(resources, resource => CareProfiles.Check(resource, new List<Issue>()));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"profiles alone: {watch.Elapsed.TotalMicroseconds / rounds / resources.Length:F0} microseconds a resource"));
    }

    private static double Size(byte[][] files) => files.Sum(file => (double)file.Length);

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
            best = Math.Max(best, Size(files) / watch.Elapsed.TotalSeconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        }

        var share = bare is { } parser ? $", 1/{parser / best:F1} of the bare parser" : "";
        Console.WriteLine($"{name,-26}{best / 1e6,8:F1} MB/s{share}, {allocated / Size(files):F2} bytes allocated a byte");
        return best;
    }
}
