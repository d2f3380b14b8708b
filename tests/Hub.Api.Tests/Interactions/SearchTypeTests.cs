using System.Globalization;
using System.Text.Json.Nodes;

namespace Hub.Api.Tests.Interactions;

/// <summary>Searches as partners send them; who may see what is held in Access, the exactness of every parameter in Store.</summary>
public sealed class SearchTypeTests(HubHost hub) : IClassFixture<HubHost>
{
    private readonly HttpClient online = hub.Client("online");

    [Theory]
    [InlineData("code=http://loinc.org|44261-6")]
    [InlineData("code=44261-6")]
    [InlineData("code:not=other")]
    [InlineData("status=final,amended")]
    [InlineData("date=2026-03-04")]
    [InlineData("date=2026-03")]
    [InlineData("date=ge2026-03-04&date=lt2026-03-05")]
    [InlineData("date=sa2026-03-03&date=eb2026-03-05")]
    [InlineData("value-quantity=11")]
    [InlineData("value-quantity=gt10.5||%7Bscore%7D")]
    [InlineData("value-quantity=ap11")]
    [InlineData("subject=Patient/search-one")]
    [InlineData("subject:Patient=search-one")]
    [InlineData("patient=search-one")]
    [InlineData("performer:missing=true")]
    [InlineData("code-value-quantity=44261-6$ge11")]
    [InlineData("_profile=https://referralhub.example/fhir/StructureDefinition/mood")]
    [InlineData("_security=http://terminology.hl7.org/CodeSystem/v3-Confidentiality|R")]
    [InlineData("_lastUpdated=ge2020")]
    [InlineData("_id=search-observation")]
    public async Task An_observation_is_found_by_each_kind_of_parameter(string query)
    {
        await Observation();

        var found = await online.Get($"Observation?_tag=https://tags.example|search-type&{query}");

        Assert.Equal(["search-observation"], found.Matches.Select(match => match["id"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("code=http://loinc.org|other")]
    [InlineData("code:not=44261-6")]
    [InlineData("date=ne2026-03")]
    [InlineData("date=gt2026-03-04")]
    [InlineData("value-quantity=lt11")]
    [InlineData("value-quantity=11|http://unitsofmeasure.org|mg")]
    [InlineData("subject=Patient/search-two")]
    [InlineData("performer:missing=false")]
    [InlineData("code-value-quantity=44261-6$gt11.5")]
    [InlineData("_lastUpdated=lt2020")]
    public async Task An_observation_is_not_found_by_what_it_is_not(string query)
    {
        await Observation();

        var found = await online.Get($"Observation?_tag=https://tags.example|search-type&{query}");

        Assert.Equal((0, 0), (found.Matches.Length, found.Json["total"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_total_is_told_though_no_resource_has_what_it_is_sorted_by()
    {
        var found = await online.Get("Basic?_sort=author,-created&_total=accurate&identifier:of-type=https://types.example|MR|1");

        Assert.Equal((200, 0), (found.Status, found.Json["total"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("name=élodie", 1)]
    [InlineData("name=ELOD", 1)]
    [InlineData("name:exact=Elodie", 0)]
    [InlineData("name:exact=Élodie", 1)]
    [InlineData("name:contains=lod", 1)]
    [InlineData("name=lod", 0)]
    [InlineData("family=O'Hara", 1)]
    [InlineData("family=O'Hara' OR 1=1 --", 0)]
    [InlineData("family=O''; DROP TABLE resource; --", 0)]
    [InlineData("identifier=https://x.example/ids|%25", 0)]
    [InlineData("name=%25", 0)]
    [InlineData("name=_lodie", 0)]
    [InlineData("name:contains=../../etc/passwd", 0)]
    public async Task A_person_is_found_by_name_and_never_by_a_trick(string query, int expected)
    {
        await online.Put("Patient/search-name", """{"resourceType":"Patient","id":"search-name","name":[{"given":["Élodie"],"family":"O'Hara"}]}""");

        var found = await online.Get($"Patient?_id=search-name&{query}");

        Assert.Equal(200, found.Status);
        Assert.Equal(expected, found.Matches.Length);
        Assert.Equal(200, (await online.Get("Patient/search-name")).Status);
    }

    [Fact]
    public async Task A_total_that_costs_nothing_is_told_unasked()
    {
        await Many("total-free", 3);

        var whole = await online.Get("Basic?_tag=total-free");
        var page = await online.Get("Basic?_tag=total-free&_count=2");
        var asked = await online.Get("Basic?_tag=total-free&_count=2&_total=accurate");
        var counted = await online.Get("Basic?_tag=total-free&_summary=count");

        Assert.Equal(3, whole.Json["total"]!.GetValue<int>());
        Assert.Null(page.Json["total"]);
        Assert.Equal(3, asked.Json["total"]!.GetValue<int>());
        Assert.Equal(3, counted.Json["total"]!.GetValue<int>());
        Assert.Empty(counted.Entries);
    }

    [Fact]
    public async Task Pages_show_each_match_once_in_order_while_others_write()
    {
        await Many("paged", 12);

        var seen = new List<string>();
        for (var next = "Basic?_tag=paged&_sort=created&_count=5"; next is not null;)
        {
            var page = await online.Get(next);
            seen.AddRange(page.Matches.Select(match => match["created"]!.GetValue<string>()));
            next = page.Link("next");
            await online.Post("Basic", Note("paged", 1));
        }

        var expected = Enumerable.Range(1, 12).Select(Day).ToList();
        Assert.Equal(expected, seen.Distinct().OrderBy(day => day, StringComparer.Ordinal));
        Assert.Equal(seen.OrderBy(day => day, StringComparer.Ordinal), seen);
        Assert.Equal(12, seen.Count);
    }

    [Fact]
    public async Task Descending_order_is_the_other_way_round()
    {
        await Many("descending", 4);

        var found = await online.Get("Basic?_tag=descending&_sort=-created");

        Assert.Equal(Enumerable.Range(1, 4).Reverse().Select(Day), found.Matches.Select(match => match["created"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Includes_go_forward_and_back()
    {
        await online.Put("Patient/search-include", """{"resourceType":"Patient","id":"search-include"}""");
        await online.Put("Goal/search-goal", """{"resourceType":"Goal","id":"search-goal","lifecycleStatus":"active","description":{"text":"Sleep"},"subject":{"reference":"Patient/search-include"}}""");

        var forward = await online.Get("Goal?_id=search-goal&_include=Goal:patient");
        var back = await online.Get("Patient?_id=search-include&_revinclude=Goal:subject");

        Assert.Equal(["match", "include"], forward.Entries.Select(entry => entry["search"]!["mode"]!.GetValue<string>()));
        Assert.Equal("search-goal", back.Entries[1]["resource"]!["id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("nonsense=1", "unknown-parameter")]
    [InlineData("date=yesterday", "invalid-parameter")]
    [InlineData("value-quantity=much", "invalid-parameter")]
    [InlineData("date:contains=2026", "invalid-parameter")]
    [InlineData("_count=-1", "invalid-parameter")]
    [InlineData("_sort=nonsense", "invalid-parameter")]
    [InlineData("_include=Observation:nonsense", "invalid-parameter")]
    [InlineData("_cursor=made-up", "invalid-parameter")]
    public async Task A_parameter_that_cannot_be_followed_is_refused_by_name(string query, string problem)
    {
        var refused = await online.Get($"Observation?{query}");

        Assert.Equal(400, refused.Status);
        Assert.Equal([problem], refused.Problems);
        Assert.Contains(query.Split('=')[0].Split(':')[0], refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lenient_handling_passes_over_what_is_unknown_and_says_so()
    {
        var found = await online.Get("Observation?nonsense=1&_count=1", ("Prefer", "handling=lenient"));

        Assert.Equal(200, found.Status);
        Assert.Equal("outcome", found.Entries[^1]["search"]!["mode"]!.GetValue<string>());
        Assert.DoesNotContain("nonsense", found.Link("self")!, StringComparison.Ordinal);
    }

    private Task<Reply> Observation() => online.Put("Observation/search-observation", """
        {
          "resourceType": "Observation", "id": "search-observation",
          "meta": {"profile": ["https://referralhub.example/fhir/StructureDefinition/mood"], "tag": [{"system": "https://tags.example", "code": "search-type"}],
                   "security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"}]},
          "status": "final", "code": {"coding": [{"system": "http://loinc.org", "code": "44261-6"}]},
          "subject": {"reference": "Patient/search-one"}, "effectiveDateTime": "2026-03-04T10:00:00Z",
          "valueQuantity": {"value": 11, "unit": "{score}"}
        }
        """);

    private async Task Many(string tag, int count)
    {
        foreach (var number in Enumerable.Range(1, count))
        {
            Assert.Equal(201, (await online.Post("Basic", Note(tag, number))).Status);
        }
    }

    private static string Note(string tag, int day) => new JsonObject
    {
        ["resourceType"] = "Basic",
        ["meta"] = new JsonObject { ["tag"] = new JsonArray(new JsonObject { ["code"] = tag }) },
        ["code"] = new JsonObject { ["text"] = "note" },
        ["created"] = Day(day),
    }.ToJsonString();

    private static string Day(int day) => string.Create(CultureInfo.InvariantCulture, $"2026-01-{day:00}");
}
