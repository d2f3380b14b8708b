using System.Collections.Concurrent;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>The extensions and profiles that R4 publishes itself, reduced by tests/definitions and embedded; each is read when it is first asked for.</summary>
internal static class R4Profiles
{
    /// <summary>What the canonicals of the types begin with, and those of nearly all extensions and profiles.</summary>
    public const string Base = "http://hl7.org/fhir/StructureDefinition/";

    private static readonly Lazy<Dictionary<string, ReadOnlyMemory<byte>>> Lines = new(Read);
    private static readonly ConcurrentDictionary<string, Profile?> Known = new(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Urls => Lines.Value.Keys;

    public static Profile? Find(string url) => url.StartsWith("http://", StringComparison.Ordinal) && Lines.Value.TryGetValue(url, out var line)
        ? Known.GetOrAdd(url, _ => ProfileReader.Read(JsonText.Of(line).Root))
        : null;

    private static Dictionary<string, ReadOnlyMemory<byte>> Read()
    {
        var lines = EmbeddedLines.Read("r4-profiles.ndjson.gz");
        var byUrl = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var url in JsonText.Of(lines[0]).Root["profiles"u8].Items)
        {
            byUrl.Add(url.Text, lines[byUrl.Count + 1]);
        }

        return byUrl;
    }
}
