using System.Text;
using Bench.Population;

namespace Bench.Ratios;

/// <summary>One kind of request, as the hub and as the ceiling are asked; a connection takes the next one of its list each time.</summary>
internal sealed record Mix(string Name, IReadOnlyList<byte[]> Hub, IReadOnlyList<byte[]> Bare, IReadOnlyList<byte[]>? Looked = null)
{
    private int next;

    public Func<int, byte[]> OfHub => _ => Next(Hub);

    public Func<int, byte[]> OfBare => _ => Next(Bare);

    /// <summary>What the ceiling is asked with a look on disk before it answers; null where nobody looks.</summary>
    public Func<int, byte[]>? OfLooked => Looked is null ? null : _ => Next(Looked);

    private byte[] Next(IReadOnlyList<byte[]> requests) => requests[(int)((uint)Interlocked.Increment(ref next) % requests.Count)];
}

/// <summary>The requests that are measured.</summary>
internal static class Mixes
{
    private const int FirstNew = 5_000_000;

    public static IEnumerable<Mix> All(Sample sample, int metadataBytes)
    {
        var tokens = sample.Tokens;
        var readable = sample.Readable.OrderBy(one => one.Address, StringComparer.Ordinal).ToList();
        yield return new("read",
            readable.ConvertAll(one => Client.Get($"/fhir/{one.Address}", tokens[one.Agency])),
            readable.ConvertAll(one => Client.Get($"/k/{one.Address}", tokens[one.Agency])),
            readable.ConvertAll(one => Client.Get($"/l/{one.Address}", tokens[one.Agency])));
        yield return new("search",
            [.. Tokens.Agencies.Select(agency => Client.Get($"/fhir/Task?owner=Organization/{agency}&status=requested&_count=20", tokens[agency]))],
            [.. Tokens.Agencies.Select(agency => Client.Get($"/i/Organization/{agency}", tokens[agency]))],
            [.. Tokens.Agencies.Select(agency => Client.Get($"/j/Organization/{agency}", tokens[agency]))]);
        yield return new("create", Create("/fhir/Observation", sample), Create("/c", sample));
        yield return new("transaction", Transaction("/fhir", tokens), Transaction("/t", tokens));
        yield return new("metadata", [Client.Get("/fhir/metadata", tokens["camhs"])], [Client.Get($"/s/{metadataBytes}", tokens["camhs"])]);
    }

    private static List<byte[]> Create(string path, Sample sample) =>
        [.. sample.Persons.Select((one, i) => Client.Post(path, sample.Tokens[one.Agency], Observation(one.Person, i)))];

    private static List<byte[]> Transaction(string path, Tokens tokens) =>
        [.. Enumerable.Range(FirstNew, 200).Select(YoungPerson.Of).Select(person => Client.Post(path, tokens[person.Placer], Telling.Referral(person)))];

    private static string Observation(string person, int number) => $$"""
        {"resourceType":"Observation","status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"survey"}]}],
        "code":{"text":"How I have been this week, 0 to 10, in my own view"},"subject":{"reference":"{{person}}"},"effectiveDateTime":"2026-11-{{(number % 20) + 1:D2}}T18:00:00Z",
        "valueInteger":{{number % 11}},"note":[{"text":"{{Said}}"}]}
        """;

    private static readonly string Said = string.Join(' ', Enumerable.Repeat("Sunday was better than Saturday; we talked about sleep and about what helps before school.", 8));

    /// <summary>The same, wherever it is asked: what the answer holds.</summary>
    public static void RequireSame(Mix mix, Server hub, Server ceiling)
    {
        var (ours, bare) = (Client.Once(hub.Port, mix.Hub[0]), Client.Once(ceiling.Port, mix.Bare[0]));
        const int inboxRows = 20;
        if (mix.Name == "search" && (Count(ours) != inboxRows || Count(bare) != inboxRows || Math.Abs(ours.Length - bare.Length) > bare.Length / 50))
        {
            throw new InvalidOperationException($"The hub answered {Count(ours)} in {ours.Length} bytes, the bare query {Count(bare)} in {bare.Length}: no ratio of like with like.");
        }

        if (mix.Name == "read" && !ours.AsSpan().SequenceEqual(bare))
        {
            throw new InvalidOperationException("The hub and the bare look-up answer other bytes: no ratio of like with like.");
        }

        if (mix.Looked is { } looked && !Client.Once(ceiling.Port, looked[0]).AsSpan().SequenceEqual(bare))
        {
            throw new InvalidOperationException("The bare process answers other bytes when it puts the look down: no ratio of like with like.");
        }
    }

    private static int Count(byte[] bundle) => Encoding.UTF8.GetString(bundle).Split("\"mode\":\"match\"").Length - 1;
}
