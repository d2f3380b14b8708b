using System.Collections.Frozen;
using System.Globalization;
using Hub.Fhir.Json;

namespace Hub.Fhir.Definitions;

/// <summary>Reads the reduced definitions and ties names to types.</summary>
internal sealed class DefinitionReader(JsonText text)
{
    private readonly Dictionary<string, TypeDefinition> types = [];
    private readonly Dictionary<string, CodeList?> codes = [];
    private readonly List<Invariant> invariants = [];

    public DefinitionSet Read()
    {
        foreach (var invariant in text.Root["invariants"u8].Items)
        {
            invariants.Add(new(invariant["key"u8].Text, invariant["severity"u8].Text, invariant["human"u8].Text, invariant["expression"u8].Text));
        }

        foreach (var valueSet in text.Root["codes"u8].Properties)
        {
            codes[valueSet.Name] = valueSet.Value.Count == 0 ? null : Codes(valueSet);
        }

        foreach (var type in text.Root["types"u8].Items)
        {
            var definition = Type(type);
            types.Add(definition.Name, definition);
        }

        Link();
        var parameters = List(text.Root["searchParameters"u8], Parameter);
        return new DefinitionSet(text.Root["sha512"u8].Text, types, codes, parameters, Compartments());
    }

    private static CodeList Codes(JsonProperty valueSet)
    {
        var systems = new Dictionary<string, FrozenSet<string>>();
        foreach (var system in valueSet.Value.Properties)
        {
            systems[system.Name] = Strings(system.Value).ToFrozenSet(StringComparer.Ordinal);
        }

        return new CodeList(valueSet.Name, systems);
    }

    private TypeDefinition Type(JsonValue type) => new()
    {
        Name = type["name"u8].Text,
        Kind = Kind(type["kind"u8].Text),
        IsAbstract = type["abstract"u8].Kind == JsonKind.True,
        Pattern = Optional(type["pattern"u8]),
        BaseName = Optional(type["base"u8]),
        OwnInvariants = Invariants(type),
        OwnElements = List(type["elements"u8], Element),
    };

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
        TypeNames = Strings(element["types"u8]),
    };

    private Binding Binding(string[] strengthAndUrl) => new(
        Enum.Parse<BindingStrength>(strengthAndUrl[0], ignoreCase: true),
        strengthAndUrl[1],
        strengthAndUrl[0] == "required" ? codes.GetValueOrDefault(strengthAndUrl[1]) : null);

    private List<Invariant> Invariants(JsonValue owner) =>
        List(owner["invariants"u8], number => invariants[int.Parse(number.Text, CultureInfo.InvariantCulture)]);

    private void Link()
    {
        foreach (var type in types.Values)
        {
            type.BaseType = type.BaseName is null ? null : types[type.BaseName];
            foreach (var element in type.OwnElements)
            {
                element.Types = element.TypeNames.Select(name => types[name]).ToArray();
            }
        }
    }

    private static SearchParameter Parameter(JsonValue parameter) => new(
        parameter["code"u8].Text,
        parameter["url"u8].Text,
        Enum.Parse<SearchParameterType>(parameter["type"u8].Text, ignoreCase: true),
        Strings(parameter["base"u8]),
        Optional(parameter["expression"u8]),
        Strings(parameter["targets"u8]),
        List(parameter["components"u8], component => (component["definition"u8].Text, component["expression"u8].Text)));

    private Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Compartments()
    {
        var compartments = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>();
        foreach (var compartment in text.Root["compartments"u8].Properties)
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
