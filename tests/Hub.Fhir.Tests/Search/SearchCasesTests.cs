using System.Text.Json;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Search;
using Hub.Fhir.Types;

namespace Hub.Fhir.Tests.Search;

/// <summary>The 410 cases of microsoft/fhir-server; rows that follow another reading than R4 are recomputed, see <see cref="SearchCaseDifferences"/>.</summary>
public sealed class SearchCasesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [ThirdPartyFact]
    public void Every_case_finds_what_R4_says_it_finds()
    {
        var results = Run().ToList();
        Assert.Equal(410, results.Count);
        var misses = string.Join("\n", results.Where(result => result.Miss is not null));
        Assert.True(misses.Length == 0, misses);
    }

    internal static IEnumerable<(string Query, string? Miss)> Run()
    {
        foreach (var file in Directory.EnumerateFiles(ThirdParty.File("search"), "*SearchTests.json").Order(StringComparer.Ordinal))
        {
            using var suite = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var row in suite.RootElement.GetProperty("cases").EnumerateArray())
            {
                var type = row.TryGetProperty("resourceType", out var own) ? own.GetString()! : suite.RootElement.GetProperty("resourceType").GetString()!;
                yield return ($"{type}?{row.GetProperty("query").GetString()}", Miss(type, suite.RootElement.GetProperty("fixture").GetString()!, row));
            }
        }
    }

    private static string? Miss(string type, string fixture, JsonElement row)
    {
        var text = row.GetProperty("query").GetString()!;
        var issues = new List<Issue>();
        var query = SearchQuery.Parse(type, Pairs(text), false, issues);
        var found = issues.Count > 0
            ? ["refused: " + issues[0].Problem.Code]
            : new SearchMatcher(Subjects(fixture, type), Now).Find(query).Select(subject => subject.Id).ToList();
        var wanted = SearchCaseDifferences.Of(text) ?? Expected(row);
        return found.Order(StringComparer.Ordinal).SequenceEqual(wanted.Order(StringComparer.Ordinal))
            ? null
            : $"wanted [{string.Join(", ", wanted)}], found [{string.Join(", ", found)}]";
    }

    private static string[] Expected(JsonElement row)
    {
        return row.TryGetProperty("expectedStatus", out var status) && status.GetInt32() == 400
            ? ["refused: invalid-parameter"]
            : [.. row.GetProperty("expected").EnumerateArray().Select(one => one.ToString())];
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string query) =>
        query.Split('&').Select(pair => KeyValuePair.Create(pair[..pair.IndexOf('=')], pair[(pair.IndexOf('=') + 1)..]));

    private static List<SearchSubject> Subjects(string fixture, string type)
    {
        var path = ThirdParty.File("search/" + fixture.Split(' ')[0]);
        if (Directory.Exists(path))
        {
            return [.. Directory.EnumerateFiles(path).Select(file => Subject(File.ReadAllBytes(file), Path.GetFileNameWithoutExtension(file))).Where(subject => subject.Type == type)];
        }

        var resources = JsonText.Of(File.ReadAllBytes(path));
        var subjects = new List<SearchSubject>();
        foreach (var resource in resources.Root.Items)
        {
            subjects.Add(Subject(resource.Raw.ToArray(), subjects.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return subjects;
    }

    private static SearchSubject Subject(byte[] json, string id)
    {
        var bytes = json.AsSpan().StartsWith("\uFEFF"u8) ? json[3..] : json;
        var element = FhirElement.OfResource(JsonText.Of(bytes).Root);
        return new SearchSubject(element.Type.Name, id, Now, SearchIndex.Extract(element));
    }
}
