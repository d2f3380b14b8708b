using System.Text.Json.Nodes;

namespace Hub.Api.OpenApi;

/// <summary>The examples of specs/examples, by type; those of answers and operations within it, by name.</summary>
internal static class Examples
{
    private const string Folder = "examples/";
    private const string Definition = "operation.";

    private static readonly string[] ByName = ["answers/", "operations/"];

    private static readonly Lazy<IReadOnlyDictionary<string, JsonNode>> Loaded = new(Load);

    public static IReadOnlyDictionary<string, JsonNode> All => Loaded.Value;

    private static Dictionary<string, JsonNode> Load()
    {
        var examples = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var (name, value) in Files())
        {
            if (ByName.Any(folder => name.Contains(folder, StringComparison.Ordinal)))
            {
                examples[Path.GetFileNameWithoutExtension(name)] = value;
            }
            else
            {
                Take(value, examples);
            }
        }

        return examples;
    }

    // A transaction is an example of itself and of every type it carries; the first one found stands.
    private static void Take(JsonNode value, Dictionary<string, JsonNode> examples)
    {
        var type = value["resourceType"]!.GetValue<string>();
        var name = type == "Bundle" && value["type"]?.GetValue<string>() == "transaction" ? "transaction" : type;
        examples.TryAdd(name, value);
        foreach (var inner in name == "transaction" ? value["entry"]!.AsArray() : [])
        {
            if (inner?["resource"] is { } resource)
            {
                examples.TryAdd(resource["resourceType"]!.GetValue<string>(), resource);
            }
        }
    }

    private static IEnumerable<(string Name, JsonNode Value)> Files()
    {
        var assembly = typeof(Examples).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Select(name => name.Replace('\\', '/')).OrderBy(Path.GetFileNameWithoutExtension, StringComparer.Ordinal))
        {
            if (name.StartsWith(Folder, StringComparison.Ordinal) || name.StartsWith(Definition, StringComparison.Ordinal))
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                yield return (name, JsonNode.Parse(stream)!);
            }
        }
    }
}
