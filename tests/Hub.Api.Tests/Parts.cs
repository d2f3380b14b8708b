using System.Text.Json;

namespace Hub.Api.Tests;

/// <summary>A resource as text, without what the hub itself writes into it.</summary>
internal static class Parts
{
    /// <summary>The tokens of a resource but for id, meta.versionId and meta.lastUpdated; a meta that is empty then goes as well.</summary>
    public static string WithoutStamp(string resource)
    {
        using var document = JsonDocument.Parse(resource);
        var kept = document.RootElement.EnumerateObject().Where(property => property.Name != "id").Select(Property).Where(text => text.Length > 0);
        return $"{{{string.Join(',', kept)}}}";
    }

    private static string Property(JsonProperty property)
    {
        if (property.Name != "meta")
        {
            return $"\"{property.Name}\":{Raw(property.Value)}";
        }

        var kept = property.Value.EnumerateObject()
            .Where(part => part.Name is not ("versionId" or "lastUpdated"))
            .Select(part => $"\"{part.Name}\":{Raw(part.Value)}");
        var meta = string.Join(',', kept);
        return meta.Length == 0 ? "" : $"\"meta\":{{{meta}}}";
    }

    // Strings and numbers keep their text; white space between tokens does not count.
    private static string Raw(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(property => $"\"{property.Name}\":{Raw(property.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Raw))}]",
        _ => value.GetRawText(),
    };
}
