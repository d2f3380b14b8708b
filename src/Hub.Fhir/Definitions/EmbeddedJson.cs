using Hub.Fhir.Json;

namespace Hub.Fhir.Definitions;

/// <summary>Resources embedded from specs: what is published is what is held to.</summary>
internal static class EmbeddedJson
{
    /// <summary>All whose name begins with the prefix, in the order of their names.</summary>
    public static IEnumerable<JsonValue> All(string prefix)
    {
        var assembly = typeof(EmbeddedJson).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            yield return JsonText.Of(bytes.ToArray()).Root;
        }
    }
}
