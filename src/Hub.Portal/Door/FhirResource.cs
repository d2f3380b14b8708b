using Hub.Fhir.Care;
using Hub.Fhir.Json;

namespace Hub.Portal.Door;

/// <summary>One resource as the hub gave it.</summary>
public sealed record FhirResource(JsonText Text)
{
    public JsonValue Root => Text.Root;

    public string Type => Root["resourceType"].Text;

    public string Id => Root["id"].Text;

    public string Reference => $"{Type}/{Id}";

    public string Version => Root["meta"]["versionId"].Text;
}

/// <summary>A Bundle: what matched, what came along, how many there are, and where it goes on.</summary>
public sealed record FhirPage(JsonValue Root)
{
    public IReadOnlyList<JsonValue> Matches => [.. Entries("match")];

    public IReadOnlyList<JsonValue> Included => [.. Entries("include")];

    /// <summary>Every resource of a transaction's answer, in order.</summary>
    public IReadOnlyList<JsonValue> Resources => [.. Root["entry"].Each().Select(entry => entry["resource"]).Where(resource => resource.Exists)];

    /// <summary>What each entry of a transaction became: Type/id.</summary>
    public IReadOnlyList<string> Locations => [.. Root["entry"].Each().Select(entry => Place(entry["response"]["location"].Text))];

    public int? Total => Root["total"].Exists && int.TryParse(Root["total"].Text, out var total) ? total : null;

    /// <summary>The cursor of the next page, from the next link.</summary>
    public string? Next
    {
        get
        {
            var link = Root["link"].Each().FirstOrDefault(each => each["relation"].TextOf() == "next")["url"].TextOf();
            var at = link?.IndexOf("_cursor=", StringComparison.Ordinal) ?? -1;
            return at < 0 ? null : Uri.UnescapeDataString(link![(at + 8)..].Split('&')[0]);
        }
    }

    private IEnumerable<JsonValue> Entries(string mode) =>
        Root["entry"].Each().Where(entry => entry["search"]["mode"].TextOf() == mode).Select(entry => entry["resource"]);

    private static string Place(string location)
    {
        var parts = location.Split('/');
        var history = Array.IndexOf(parts, "_history");
        var end = history < 0 ? parts.Length : history;
        return end < 2 ? location : $"{parts[end - 2]}/{parts[end - 1]}";
    }
}
