using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hub.Api.Store;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Hub.Fhir.Validation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bench;

/// <summary>The store alone, without HTTP and without the gate, beside the bare statements on the same disk in the same run.</summary>
internal static class StoreBench
{
    private const int Connections = 16;
    private static readonly string[] Agencies = ["online", "camhs", "social-care", "police", "emergency"];
    private static readonly string[] Statuses = ["requested", "accepted", "in-progress", "completed", "completed", "completed", "completed", "completed"];
    private static readonly AccessScope Hub = new("hub", DateTimeOffset.UnixEpoch, All: true);

    public static async Task Run(string[] arguments)
    {
        var sizes = arguments.Length > 0 ? arguments.Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToArray() : [10_000, 100_000];
        var folder = Directory.CreateTempSubdirectory("hub-bench-");
        try
        {
            await Creates(folder.FullName);
            foreach (var size in sizes)
            {
                await Reads(folder.FullName, size);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Creates(string folder)
    {
        var bare = new BareStore(Path.Combine(folder, "bare.db"));
        var bareOne = await Rate(1, 2, (_, i) => Task.FromResult(bare.Insert([Body(i)])));
        var bareGroup = await Rate(1, 2, (_, i) => Task.FromResult(bare.Insert([.. Enumerable.Repeat(Body(i), Connections)]))) * Connections;
        await using var services = Open(Path.Combine(folder, "creates.db"));
        var store = services.GetRequiredService<ResourceStore>();
        var one = await Rate(1, 3, (_, i) => Create(store, i));
        var grouped = await Rate(Connections, 5, (_, i) => Create(store, i));
        Print("create, one by one", one, bareOne);
        Print($"create, {Connections} at once", grouped, bareGroup);
        Console.WriteLine($"grouped over one by one: {grouped / one:0.0} times");
    }

    private static async Task Reads(string folder, int size)
    {
        var path = Path.Combine(folder, $"{size}.db");
        await using var services = Open(path);
        var store = services.GetRequiredService<ResourceStore>();
        var clock = Stopwatch.StartNew();
        await Fill(store, size);
        Console.WriteLine($"\n{size} tasks written in {clock.Elapsed.TotalSeconds:0.0} s ({size / clock.Elapsed.TotalSeconds:0} a second), {new FileInfo(path).Length / size} bytes each");
        var bare = Enumerable.Range(0, Connections).Select(_ => new BareStore(path, reading: true)).ToArray();
        var ids = bare[0].Ids(1000);
        Print("read by id", await Rate(Connections, 3, (_, i) => store.Read(new("Task", ids[i % ids.Count]), Hub, default)),
            await Rate(Connections, 3, (worker, i) => Task.FromResult(bare[worker].Read(ids[i % ids.Count]))));
        var ceiling = await Rate(Connections, 3, (worker, i) => Task.FromResult(bare[worker].Inbox(Agencies[i % 5])));
        Print("inbox of 20, as the hub", await Inbox(store, "", _ => Hub), ceiling);
        Print("inbox of 20, as the addressee", await Inbox(store, "", agency => new AccessScope(agency, DateTimeOffset.UnixEpoch)), ceiling);
        Print("inbox of 20, newest change first", await Inbox(store, "&_sort=-_lastUpdated", agency => new AccessScope(agency, DateTimeOffset.UnixEpoch)), ceiling);
        Print("inbox of 20 with total", await Inbox(store, "&_total=accurate", agency => new AccessScope(agency, DateTimeOffset.UnixEpoch)), ceiling);
        await Paging(store, "");
        await Paging(store, "&_sort=-_lastUpdated");
        Print("inbox of a stranger", await Inbox(store, "", _ => new AccessScope("stranger", DateTimeOffset.UnixEpoch)), ceiling);
    }

    /// <summary>The first page against the last but one of all pages, in milliseconds a page.</summary>
    private static async Task Paging(ResourceStore store, string sort)
    {
        var (first, last, pages) = (0.0, 0.0, 0);
        for (string? cursor = ""; cursor is not null; pages++)
        {
            var clock = Stopwatch.StartNew();
            cursor = (await store.Search(Query($"_count=10{sort}{cursor}"), Hub, default)).NextCursor is { } next ? $"&_cursor={next}" : null;
            last = clock.Elapsed.TotalMilliseconds;
            first = pages == 1 ? last : first;
        }

        Console.WriteLine($"{pages} pages of 10{sort}: page 2 took {first:0.000} ms, the last one {last:0.000} ms");
    }

    private static Task<double> Inbox(ResourceStore store, string rest, Func<string, AccessScope> scope) => Rate(Connections, 3, async (_, i) =>
    {
        var agency = Agencies[i % 5];
        await store.Search(Query($"owner=Organization/{agency}&status=requested&_count=20{rest}"), scope(agency), default);
    });

    private static SearchQuery Query(string text) =>
        SearchQuery.Parse("Task", text.Split('&').Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])), false, new List<Issue>());

    private static async Task Fill(ResourceStore store, int size)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i <= size; i = Interlocked.Increment(ref next))
            {
                await Create(store, i);
            }
        })));
    }

    private static Task<StoredResource> Create(ResourceStore store, int i)
    {
        var resource = Validator.R4.Validate(JsonText.Parse(Body(i), new List<Issue>())!, new List<Issue>())!;
        store.Prepare(resource);
        var referral = $"r{i}";
        return store.Write(
            transaction =>
            {
                var id = Guid.CreateVersion7().ToString();
                transaction.ReplaceGrants($"Task/{id}", [new Grant(Agencies[i % 5], null, null, referral, "addressee", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, "")]);
                return transaction.Put(resource, new WriteStamp(id, "portal", "referral", $"p{i / 3}", referral, "POST", "bench", null));
            },
            default);
    }

    private static byte[] Body(int i) => Encoding.UTF8.GetBytes($$"""
        {"resourceType":"Task","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">{{new string('x', 800)}}</div>"},
        "identifier":[{"system":"https://online.example/task","value":"t-{{i}}"}],"status":"{{Statuses[i / 5 % 8]}}","intent":"order","priority":"urgent",
        "code":{"coding":[{"system":"http://hl7.org/fhir/CodeSystem/task-code","code":"fulfill"}]},"description":"Referral for talking therapy",
        "focus":{"reference":"ServiceRequest/r{{i}}"},"for":{"reference":"Patient/p{{i / 3}}"},"authoredOn":"2026-03-01T09:00:00Z","lastModified":"2026-03-01T09:00:00Z",
        "requester":{"reference":"Organization/{{Agencies[(i + 1) % 5]}}"},"owner":{"reference":"Organization/{{Agencies[i % 5]}}"},
        "note":[{"text":"{{new string('n', 300)}}"}]}
        """);

    private static ServiceProvider Open(string path)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Hub:Database:ConnectionString", $"Data Source={path}")]).Build();
        return new ServiceCollection().AddLogging().AddStore(configuration).BuildServiceProvider();
    }

    /// <summary>How often a second, by so many workers, after a second of warming up.</summary>
    private static async Task<double> Rate(int workers, int seconds, Func<int, int, Task> act)
    {
        await Count(workers, 1, act);
        return await Count(workers, seconds, act) / (double)seconds;
    }

    private static async Task<long> Count(int workers, int seconds, Func<int, int, Task> act)
    {
        var next = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                await act(worker, Interlocked.Increment(ref next));
            }
        })));
        return next;
    }

    private static void Print(string what, double ours, double bare) =>
        Console.WriteLine($"{what,-36}{ours,10:0}/s{bare,10:0}/s bare{ours / bare,8:0.00}");
}
