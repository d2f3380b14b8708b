using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hub.Api.Store;

namespace Bench.Population;

/// <summary>Words the examples of the contract into the story of one young person: their names, their agencies, their dates.</summary>
internal static partial class Telling
{
    private static readonly DateOnly ExampleReferred = new(2026, 1, 12);
    private static readonly string SevenResources = Example("first-referral");
    private static readonly string FirstWeek = WithMore();
    private static readonly string JointPlan = Example("joint-plan");
    private static readonly Dictionary<Stage, string> Moves = new()
    {
        [Stage.Received] = Example("receive-referral"),
        [Stage.Accepted] = Example("accept-referral"),
        [Stage.InProgress] = Example("start-referral"),
        [Stage.Completed] = Example("complete-referral"),
    };

    private static readonly Dictionary<string, (string Id, string Name)> Workers = new()
    {
        ["online"] = ("demo-asha-banerjee", "Asha Banerjee"),
        ["camhs"] = ("demo-tom-ferris", "Tom Ferris"),
        ["social-care"] = ("demo-ruth-oyelaran", "Ruth Oyelaran"),
        ["emergency"] = ("demo-sam-whitlock", "Sam Whitlock"),
        ["school"] = ("demo-carol-dunne", "Carol Dunne"),
    };

    /// <summary>What the placer sends first: the person, a sharing decision, what is known, the request and its Task.</summary>
    public static string First(YoungPerson person) => Tell(FirstWeek, person);

    /// <summary>The first referral alone: seven resources.</summary>
    public static string Referral(YoungPerson person) => Tell(SevenResources, person);

    /// <summary>The move of the recipient into that stage, as a transaction of one.</summary>
    public static string Move(YoungPerson person, Stage stage, Addresses of) => Update(Tell(Moves[stage], person, of), $"Task/{of.Task}", (int)stage);

    /// <summary>What both do together: a goal, a plan, and an action each.</summary>
    public static string Plan(YoungPerson person, Addresses of) => Tell(JointPlan, person, of);

    /// <summary>The examples with everything else that a first referral often brings.</summary>
    private static string WithMore()
    {
        var bundle = JsonNode.Parse(SevenResources)!;
        var person = bundle["entry"]![0]!["fullUrl"]!.GetValue<string>();
        foreach (var type in new[] { "Observation", "Encounter" })
        {
            var resource = JsonNode.Parse(Example($"types/{type}"))!.AsObject();
            resource.Remove("id");
            resource["subject"] = new JsonObject { ["reference"] = person };
            bundle["entry"]!.AsArray().Add(new JsonObject { ["resource"] = resource, ["request"] = new JsonObject { ["method"] = "POST", ["url"] = type } });
        }

        return bundle.ToJsonString();
    }

    private static string Update(string resource, string address, int seen) => $$"""
        {"resourceType":"Bundle","type":"transaction","entry":[{"resource":{{resource}},
        "request":{"method":"PUT","url":"{{address}}","ifMatch":"W/\"{{seen}}\"" } } ] }
        """;

    private static string Tell(string text, YoungPerson person, Addresses? of = null)
    {
        var days = person.Referred.DayNumber - ExampleReferred.DayNumber;
        var (worker, name) = Workers[person.Recipient];
        var told = Day().Replace(text, day => DateOnly.Parse(day.Value, CultureInfo.InvariantCulture).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Replace("Organization/online", "Organization/placer", StringComparison.Ordinal)
            .Replace("Organization/camhs", $"Organization/{person.Recipient}", StringComparison.Ordinal)
            .Replace("Organization/placer", $"Organization/{person.Placer}", StringComparison.Ordinal)
            .Replace("demo-tom-ferris", worker, StringComparison.Ordinal)
            .Replace("Tom Ferris", name, StringComparison.Ordinal)
            .Replace("demo-asha-banerjee", Workers[person.Placer].Id, StringComparison.Ordinal)
            .Replace("Asha Banerjee", Workers[person.Placer].Name, StringComparison.Ordinal)
            .Replace("Robin", person.Given, StringComparison.Ordinal)
            .Replace("Ashdown", person.Family, StringComparison.Ordinal)
            .Replace("kestrel-41", person.Alias, StringComparison.Ordinal)
            .Replace("HBR-2026-0117", $"HBR-{person.Number:D7}", StringComparison.Ordinal)
            .Replace("2010-05", person.Born, StringComparison.Ordinal);
        return of is null ? told : told
            .Replace("example-person", of.Person, StringComparison.Ordinal)
            .Replace("example-request", of.Request, StringComparison.Ordinal)
            .Replace("example-task", of.Task, StringComparison.Ordinal);
    }

    private static string Example(string name)
    {
        using var reader = new StreamReader(typeof(ResourceStore).Assembly.GetManifestResourceStream($"examples/{name}.json")!);
        return JsonNode.Parse(reader.ReadToEnd())!.ToJsonString();
    }

    [GeneratedRegex(@"(?<![-\w])\d{4}-\d\d-\d\d(?![-\d])")]
    private static partial Regex Day();
}

/// <summary>The ids the hub gave.</summary>
internal sealed record Addresses(string Person, string Request, string Task);
