using Hub.Fhir.Json;

namespace Hub.Api.Access;

/// <summary>Literal references to resources of this hub, as they stand in a resource.</summary>
internal static class References
{
    /// <summary>The id behind "Type/id" (with or without a version); null for any other form.</summary>
    public static string? Local(JsonValue reference, string type)
    {
        var text = reference["reference"] is { Exists: true } literal ? literal.Text : null;
        var parts = text?.Split('/') ?? [];
        return parts.Length is 2 or 4 && parts[0] == type && parts[1].Length > 0 && (parts.Length == 2 || parts[2] == "_history") ? parts[1] : null;
    }
}
