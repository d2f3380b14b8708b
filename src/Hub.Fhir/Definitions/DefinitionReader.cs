using System.Collections.Concurrent;
using System.Globalization;
using Hub.Fhir.Json;

namespace Hub.Fhir.Definitions;

/// <summary>
/// Reads the reduced definitions, lines of JSON: the first names all types, then comes a line for each of them, the codes of
/// required bindings, and the search parameters. A line is read when it is first asked for.
/// </summary>
internal sealed class DefinitionReader
{
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> lines;
    private readonly JsonValue head;
    private readonly Dictionary<string, TypeDefinition> types = new(StringComparer.Ordinal);
    private readonly Lazy<List<Invariant>> invariants;
    private readonly Lazy<JsonValue> codes;
    private readonly ConcurrentDictionary<string, CodeList?> codeLists = new(StringComparer.Ordinal);

    public DefinitionReader(IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        this.lines = lines;
        head = JsonText.Of(lines[0]).Root;
        invariants = new(() => List(head["invariants"u8], Invariant));
        codes = new(() => JsonText.Of(lines[^2]).Root);
        foreach (var type in head["types"u8].Items)
        {
            AddType(type, lines[types.Count + 1]);
        }
    }

    public string Sha512 => head["sha512"u8].Text;

    public IReadOnlyDictionary<string, TypeDefinition> Types => types;

    public List<SearchParameter> SearchParameters() => List(JsonText.Of(lines[^1]).Root, Parameter);

    /// <summary>Null when the value set is open or no required binding names it.</summary>
    public CodeList? Codes(string valueSet) =>
        codeLists.GetOrAdd(valueSet, url => codes.Value[url] is { Count: > 0 } systems ? new CodeList(url, Systems(systems)) : null);

    public Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Compartments()
    {
        var compartments = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>();
        foreach (var compartment in head["compartments"u8].Properties)
        {
            var rows = new Dictionary<string, IReadOnlyList<string>>();
            foreach (var row in compartment.Value.Properties)
            {
                rows[row.Name] = Strings(row.Value);
            }

            compartments[compartment.Name] = rows;
        }

        return compartments;
    }

    /// <summary>A base stands in the file wherever its name sorts, so that it is asked for by name and late.</summary>
    private void AddType(JsonValue type, ReadOnlyMemory<byte> line)
    {
        var name = type["name"u8].Text;
        types.Add(name, new TypeDefinition(() => Body(line), Optional(type["base"u8]) is { } ancestor ? () => types[ancestor] : null)
        {
            Name = name,
            Kind = Kind(type["kind"u8].Text),
            IsAbstract = type["abstract"u8].Kind == JsonKind.True,
        });
    }

    private TypeBody Body(ReadOnlyMemory<byte> line)
    {
        var body = JsonText.Of(line).Root;
        return new(List(body["elements"u8], Element), Invariants(body), Optional(body["pattern"u8]));
    }

    private static TypeKind Kind(string kind) => kind switch
    {
        "primitive-type" => TypeKind.Primitive,
        "complex-type" => TypeKind.Complex,
        "backbone" => TypeKind.Backbone,
        "resource" => TypeKind.Resource,
        _ => TypeKind.Logical,
    };

    private ElementDefinition Element(JsonValue element) => new()
    {
        Name = element["name"u8].Text,
        IsChoice = element["choice"u8].Kind == JsonKind.True,
        Min = element["min"u8].Exists ? int.Parse(element["min"u8].Text, CultureInfo.InvariantCulture) : 0,
        Max = Optional(element["max"u8]) is { } max ? (max == "*" ? int.MaxValue : int.Parse(max, CultureInfo.InvariantCulture)) : 1,
        IsSummary = element["summary"u8].Kind == JsonKind.True,
        IsModifier = element["modifier"u8].Kind == JsonKind.True,
        TargetTypes = Strings(element["targets"u8]),
        Binding = Optional(element["binding"u8]) is { } binding ? Binding(binding.Split(' ', 2)) : null,
        Invariants = Invariants(element),
        Types = List(element["types"u8], name => types[name.Text]),
    };

    private Binding Binding(string[] strengthAndUrl) => new(
        Enum.Parse<BindingStrength>(strengthAndUrl[0], ignoreCase: true),
        strengthAndUrl[1],
        strengthAndUrl[0] == "required" ? Codes(strengthAndUrl[1]) : null);

    private List<Invariant> Invariants(JsonValue owner) =>
        List(owner["invariants"u8], number => invariants.Value[int.Parse(number.Text, CultureInfo.InvariantCulture)]);

    private static Invariant Invariant(JsonValue invariant) =>
        new(invariant["key"u8].Text, invariant["severity"u8].Text, invariant["human"u8].Text, invariant["expression"u8].Text);

    private static Dictionary<string, IReadOnlySet<string>> Systems(JsonValue valueSet)
    {
        var systems = new Dictionary<string, IReadOnlySet<string>>();
        foreach (var system in valueSet.Properties)
        {
            systems[system.Name] = Strings(system.Value).ToHashSet(StringComparer.Ordinal);
        }

        return systems;
    }

    public static SearchParameter Parameter(JsonValue parameter) => new(
        parameter["code"u8].Text,
        parameter["url"u8].Text,
        Enum.Parse<SearchParameterType>(parameter["type"u8].Text, ignoreCase: true),
        Strings(parameter["base"u8]),
        Optional(parameter["expression"u8]),
        Strings(parameter["targets"u8]),
        List(parameter["components"u8], component => (component["definition"u8].Text, component["expression"u8].Text)));

    private static string? Optional(JsonValue value) => value.Exists ? value.Text : null;

    private static List<string> Strings(JsonValue array) => List(array, item => item.Text);

    private static List<T> List<T>(JsonValue array, Func<JsonValue, T> read)
    {
        var list = new List<T>(array.Count);
        foreach (var item in array.Items)
        {
            list.Add(read(item));
        }

        return list;
    }
}
