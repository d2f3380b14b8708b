using System.Globalization;

namespace Hub.Api.Tests.Store;

/// <summary>Small random resources from small sets of values, so that searches find some and miss some.</summary>
internal sealed class RandomRecords(Random random)
{
    public static readonly string[] Agencies = ["online", "camhs", "social-care", "school"];
    public static readonly string[] Categories = ["identity", "referral", "safety-plan", "directory", "administrative"];
    public static readonly string[] People = ["ash", "bo", "cy", "dee"];
    public static readonly string[] Types = ["Patient", "Task", "Observation", "CarePlan"];
    private static readonly string[] Names = ["Ash", "Ashby", "Élodie", "elodie", "O'Neill", "smith jones"];
    private static readonly string[] Dates = ["2009", "2009-05", "2009-05-01", "2009-05-31", "2010-01-01"];
    private static readonly string[] Times = ["2026-02-28T23:30:00Z", "2026-03-01T00:00:00+01:00", "2026-03-01T09:30:15.250Z", "2026-03", "2026-03-01"];
    private static readonly string[] Numbers = ["5", "5.0", "5.4", "10", "10.25", "-3", "100", "1e2"];

    public string Pick(params string[] from) => from[random.Next(from.Length)];

    public string Resource(string type, string id) => Join(
        $"\"resourceType\":\"{type}\"",
        $"\"id\":\"{id}\"",
        Maybe(() => $"\"meta\":{{\"tag\":[{{\"system\":\"http://t\",\"code\":\"{Pick("a", "b")}\"}}],\"profile\":[\"http://p/{Pick("x", "y")}\"]}}"),
        type switch { "Patient" => Patient(), "Task" => Task(), "Observation" => Observation(), _ => CarePlan() });

    private string Patient() => Join(
        Maybe(() => $"\"identifier\":[{Identifier()}]"),
        Maybe(() => $"\"active\":{Pick("true", "false")}"),
        Maybe(() => $"\"name\":[{{\"family\":\"{Pick(Names)}\",\"given\":[\"{Pick(Names)}\"]}}{Maybe(() => $",{{\"text\":\"{Pick(Names)}\"}}")}]"),
        Maybe(() => $"\"gender\":\"{Pick("male", "female", "other")}\""),
        Maybe(() => $"\"birthDate\":\"{Pick(Dates)}\""),
        Maybe(() => $"\"managingOrganization\":{Reference("Organization", Agencies)}"));

    private string Task() => Join(
        Maybe(() => $"\"identifier\":[{Identifier()}]"),
        $"\"status\":\"{Pick("requested", "accepted", "completed")}\",\"intent\":\"order\"",
        Maybe(() => $"\"code\":{Concept()}"),
        Maybe(() => $"\"focus\":{Reference(Pick("Observation", "CarePlan"), Ids)}"),
        Maybe(() => $"\"for\":{Reference("Patient", People)}"),
        Maybe(() => $"\"authoredOn\":\"{Pick(Times)}\""),
        Maybe(() => $"\"priority\":\"{Pick("routine", "urgent", "stat")}\""),
        Maybe(() => $"\"restriction\":{{\"period\":{{\"end\":\"{Pick(Times)}\"}}}}"),
        Maybe(() => $"\"requester\":{Reference("Organization", Agencies)}"),
        Maybe(() => $"\"owner\":{Reference(Pick("Organization", "Patient"), Agencies)}"));

    private string Observation() => Join(
        $"\"status\":\"final\",\"code\":{Concept()}",
        Maybe(() => $"\"subject\":{Reference("Patient", People)}"),
        Maybe(() => random.Next(2) == 0 ? $"\"effectiveDateTime\":\"{Pick(Times)}\"" : $"\"effectivePeriod\":{Period()}"),
        Maybe(() => random.Next(5) switch
        {
            0 => $"\"valueQuantity\":{Quantity()}",
            1 => $"\"valueString\":\"{Pick(Names)}\"",
            2 => $"\"valueCodeableConcept\":{Concept()}",

            // obs-7: no value beside a component of the same code.
            _ => $"\"component\":[{{\"code\":{Concept()},\"valueQuantity\":{Quantity()}}},{{\"code\":{Concept()},\"valueQuantity\":{Quantity()}}}]",
        }));

    private string CarePlan() => Join(
        $"\"status\":\"{Pick("active", "revoked")}\",\"intent\":\"plan\",\"subject\":{Reference("Patient", People)}",
        Maybe(() => $"\"category\":[{Concept()}]"),
        Maybe(() => $"\"period\":{Period()}"),
        Maybe(() => $"\"instantiatesUri\":[\"{Pick(Uris)}\"]"),
        Maybe(() => $"\"instantiatesCanonical\":[\"{Pick("http://g/plan|1.2", "http://g/plan|2", "http://g/plan")}\"]"));

    private static readonly string[] Uris = ["http://u", "http://u/a", "http://u/a/b", "http://u/ab"];

    public static string[] Ids { get; } = [.. Enumerable.Range(0, 12).Select(i => $"r{i}")];

    private string Identifier() =>
        $"{{{Maybe(() => "\"type\":{\"coding\":[{\"system\":\"http://y\",\"code\":\"MR\"}]},")}{Maybe(() => $"\"system\":\"http://{Pick("i", "j")}\",")}\"value\":\"{Pick("1", "2", "Ab")}\"}}";

    private string Concept() => random.Next(5) == 0
        ? $"{{\"text\":\"{Pick(Names)}\"}}"
        : $"{{\"coding\":[{Coding()}{Maybe(() => $",{Coding()}")}]}}";

    private string Coding() => $"{{{Maybe(() => $"\"system\":\"http://{Pick("s", "t")}\",")}\"code\":\"{Pick("a", "b", "c")}\"{Maybe(() => $",\"display\":\"{Pick(Names)}\"")}}}";

    private string Reference(string type, string[] ids) => random.Next(6) switch
    {
        0 => $"{{\"reference\":\"http://elsewhere/{type}/{Pick(ids)}\"}}",
        1 => $"{{\"identifier\":{Identifier()}}}",
        2 => $"{{\"reference\":\"{type}/{Pick(ids)}/_history/{random.Next(1, 3).ToString(CultureInfo.InvariantCulture)}\"}}",
        _ => $"{{\"reference\":\"{type}/{Pick(ids)}\"}}",
    };

    private string Period() => random.Next(3) switch
    {
        0 => $"{{\"start\":\"{Pick(Times)}\"}}",
        1 => "{\"end\":\"2026-03-02\"}",
        _ => "{\"start\":\"2026-03-01T08:00:00Z\",\"end\":\"2026-03-01T10:00:00Z\"}",
    };

    private string Quantity() =>
        $"{{\"value\":{Pick(Numbers)}{Maybe(() => $",\"unit\":\"{Pick("mg", "score")}\"")}{Maybe(() => $",\"system\":\"http://units\",\"code\":\"{Pick("mg", "g")}\"")}}}";

    private string Maybe(Func<string> text) => random.Next(3) > 0 ? text() : "";

    private static string Join(params string[] parts)
    {
        var inner = string.Join(",", parts.Where(part => part.Length > 0));
        return parts[0].StartsWith("\"resourceType", StringComparison.Ordinal) ? $"{{{inner}}}" : inner;
    }
}
