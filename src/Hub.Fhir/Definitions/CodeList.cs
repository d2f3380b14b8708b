using System.Text;

namespace Hub.Fhir.Definitions;

/// <summary>All codes of a closed value set.</summary>
public sealed class CodeList
{
    private readonly Utf8Table<string> codes;
    private readonly Dictionary<string, IReadOnlySet<string>> systems;

    internal CodeList(string valueSet, Dictionary<string, IReadOnlySet<string>> systems)
    {
        ValueSet = valueSet;
        this.systems = systems;
        codes = new Utf8Table<string>(systems.Values.SelectMany(codes => codes).Distinct()
            .Select(code => (Encoding.UTF8.GetBytes(code), code)).ToList());
    }

    public string ValueSet { get; }

    /// <summary>The code systems with their codes.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Systems => systems;

    /// <summary>For elements of type code, whose system is understood from the binding.</summary>
    public bool Contains(ReadOnlySpan<byte> code) => codes.Find(code) is not null;

    public bool Contains(string system, string code) => systems.TryGetValue(system, out var codes) && codes.Contains(code);
}
