using System.Text.Json;

namespace Hub.Api.Tests.Conformance;

/// <summary>Whether what came back is what was sent: every token, in its order, but for what the hub may set.</summary>
internal static class TokenForToken
{
    private const string HubTags = "https://referralhub.example/fhir/";

    /// <summary>The first place where they differ, as a path; null when they do not.</summary>
    public static string? Difference(string sent, string returned)
    {
        using var left = JsonDocument.Parse(sent);
        using var right = JsonDocument.Parse(returned);
        return OfProperties(Kept(left.RootElement), Kept(right.RootElement), left.RootElement.GetProperty("resourceType").GetString()!);
    }

    private static string? Difference(JsonElement left, JsonElement right, string path)
    {
        if (left.ValueKind != right.ValueKind)
        {
            return path;
        }
        return left.ValueKind switch
        {
            JsonValueKind.Object => OfProperties([.. left.EnumerateObject().Select(Pair)], [.. right.EnumerateObject().Select(Pair)], path),
            JsonValueKind.Array => OfItems([.. left.EnumerateArray()], [.. right.EnumerateArray()], path),
            _ => left.GetRawText() == right.GetRawText() ? null : path,
        };
    }

    private static string? OfProperties(List<(string Name, JsonElement Value)> left, List<(string Name, JsonElement Value)> right, string path) =>
        !left.Select(property => property.Name).SequenceEqual(right.Select(property => property.Name))
            ? path
            : left.Zip(right, (one, other) => Difference(one.Value, other.Value, $"{path}.{one.Name}")).FirstOrDefault(found => found is not null);

    private static string? OfItems(List<JsonElement> left, List<JsonElement> right, string path) =>
        left.Count != right.Count
            ? path
            : left.Select((item, index) => Difference(item, right[index], $"{path}[{index}]")).FirstOrDefault(found => found is not null);

    /// <summary>A resource without its id, and its meta without version, time and tags of the hub.</summary>
    private static List<(string Name, JsonElement Value)> Kept(JsonElement resource) =>
        [.. resource.EnumerateObject().Where(property => property.Name is not ("id" or "meta")).Select(Pair), .. resource.TryGetProperty("meta", out var meta) ? KeptOfMeta(meta) : []];

    private static IEnumerable<(string Name, JsonElement Value)> KeptOfMeta(JsonElement meta) =>
        from property in meta.EnumerateObject()
        where property.Name is not ("versionId" or "lastUpdated")
        where property.Name != "tag" || property.Value.EnumerateArray().Any(tag => !IsOfTheHub(tag))
        select ("meta." + property.Name, property.Value);

    private static bool IsOfTheHub(JsonElement tag) =>
        tag.TryGetProperty("system", out var system) && system.GetString()!.StartsWith(HubTags, StringComparison.Ordinal);

    private static (string Name, JsonElement Value) Pair(JsonProperty property) => (property.Name, property.Value);
}
