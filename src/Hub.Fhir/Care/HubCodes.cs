using System.Collections.Frozen;
using System.Reflection;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Care;

/// <summary>
/// The hub's code systems, read once from the embedded files of specs/codesystems: what the door checks is what is published.
/// The catalogue of problems is one of them.
/// </summary>
public static class HubCodes
{
    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, string>>> Systems = new(Load);

    /// <summary>Urls of the code systems the hub publishes.</summary>
    public static IReadOnlyCollection<string> All => Systems.Value.Keys;

    /// <summary>The codes of one system, with the words people see; empty when the hub does not publish it.</summary>
    public static IReadOnlyDictionary<string, string> Codes(string system) =>
        Systems.Value.TryGetValue(system, out var codes) ? codes : FrozenDictionary<string, string>.Empty;

    public static bool Knows(string system, string code) => Codes(system).ContainsKey(code);

    /// <summary>The words people see for a code; the code itself when it is not one of the hub's.</summary>
    public static string Display(string system, string code) => Codes(system).TryGetValue(code, out var display) ? display : code;

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("codesystem.", StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .Select(root => KeyValuePair.Create(root["url"].Text, Concepts(root)))
            .Append(KeyValuePair.Create(Canonicals.Problem, Problems.All.ToFrozenDictionary(problem => problem.Code, problem => problem.Text)))
            .ToFrozenDictionary();
    }

    private static JsonValue Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var issues = new List<Issue>();
        var text = JsonText.Parse(bytes.ToArray(), issues) ?? throw new InvalidDataException(name + " is not JSON.");
        return text.Root;
    }

    private static FrozenDictionary<string, string> Concepts(JsonValue root)
    {
        var codes = new Dictionary<string, string>();
        foreach (var concept in root["concept"].Items)
        {
            codes.Add(concept["code"].Text, concept["display"].Text);
        }

        return codes.ToFrozenDictionary();
    }
}
