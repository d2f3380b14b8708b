using System.Text.Json.Nodes;

namespace Hub.Api.OpenApi;

/// <summary>An example of one of the hub's profiles; one that is not valid is there to be refused.</summary>
internal sealed record ProfileExample(string Name, bool IsValid, JsonNode Value)
{
    public string Type => Value["resourceType"]!.GetValue<string>();
}

/// <summary>The examples of specs/profiles/examples, as bodies to write and to validate.</summary>
internal static class ProfileExamples
{
    private const string Valid = "profiles.valid.";
    private const string Invalid = "profiles.invalid.";

    private static readonly Lazy<IReadOnlyList<ProfileExample>> Loaded = new(() => [.. Load(Valid), .. Load(Invalid)]);

    public static IReadOnlyList<ProfileExample> All => Loaded.Value;

    private static IEnumerable<ProfileExample> Load(string folder)
    {
        var assembly = typeof(ProfileExamples).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return new(Path.GetFileNameWithoutExtension(name[folder.Length..]), folder == Valid, JsonNode.Parse(stream)!);
        }
    }
}
