using System.Text.Json;

namespace Hub.Definitions;

/// <summary>All R4 types: per type and nested element its own elements only, what is inherited stays with the base.</summary>
internal sealed class TypeReduction
{
    private const string FhirType = "http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type";
    private const string Regex = "http://hl7.org/fhir/StructureDefinition/regex";

    private readonly Dictionary<string, JsonElement> definitions = [];
    private readonly Dictionary<string, JsonElement> profiles = [];
    private readonly List<JsonElement> invariants = [];
    private readonly Dictionary<string, int> invariantNumbers = [];
    private readonly HashSet<string> boundValueSets = [];

    public TypeReduction(PackageArchive archive)
    {
        foreach (var definition in archive.Starting("StructureDefinition-"))
        {
            var isType = definition.Text("kind") != "logical" && definition.Text("derivation") != "constraint";
            (isType ? definitions : profiles)[definition.Text(isType ? "name" : "url")!] = definition;
        }
    }

    public IReadOnlySet<string> BoundValueSets => boundValueSets;

    /// <summary>Each type's elements and invariants, a line each; the numbers of invariants are given on the way.</summary>
    public IReadOnlyList<byte[]> Bodies() => Types().Select(type => Reduction.Line(json => WriteBody(type.Definition, type.Element, type.Children, json))).ToList();

    /// <summary>The names of the types, with what they are and stand below, in the order of their lines.</summary>
    public void WriteHeads(Utf8JsonWriter json)
    {
        json.WriteStartArray("types");
        foreach (var (definition, element, _) in Types())
        {
            json.WriteStartObject();
            WriteHead(definition, element, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public void WriteInvariants(Utf8JsonWriter json)
    {
        json.WriteStartArray("invariants");
        foreach (var invariant in invariants)
        {
            WriteInvariant(invariant, json);
        }

        json.WriteEndArray();
    }

    private static void WriteInvariant(JsonElement invariant, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var name in new[] { "key", "severity", "human", "expression" })
        {
            json.WriteString(name, invariant.Text(name));
        }

        json.WriteEndObject();
    }

    private IEnumerable<(JsonElement Definition, JsonElement Element, IEnumerable<JsonElement> Children)> Types()
    {
        foreach (var definition in definitions.Values)
        {
            var elements = definition.GetProperty("snapshot").GetProperty("element").EnumerateArray().ToList();
            var children = elements.ToLookup(element => Parent(element.Text("path")!));
            foreach (var element in elements.Where((element, index) => index == 0 || children.Contains(element.Text("path")!)))
            {
                yield return (definition, element, children[element.Text("path")!]);
            }
        }
    }

    private void WriteBody(JsonElement definition, JsonElement element, IEnumerable<JsonElement> children, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteInvariants(definition, element, json);
        WriteElements(definition, children, json);
        json.WriteEndObject();
    }

    private static void WriteHead(JsonElement definition, JsonElement element, Utf8JsonWriter json)
    {
        var path = element.Text("path")!;
        var isRoot = !path.Contains('.');
        json.WriteString("name", path);
        json.WriteString("kind", isRoot ? definition.Text("kind") : "backbone");
        var parent = isRoot ? definition.Text("baseDefinition") : element.List("type").Single().Text("code");
        if (parent is not null)
        {
            json.WriteString("base", Reduction.LastSegment(parent));
        }

        if (isRoot && definition.GetProperty("abstract").GetBoolean())
        {
            json.WriteBoolean("abstract", true);
        }
    }

    private void WriteElements(JsonElement definition, IEnumerable<JsonElement> children, Utf8JsonWriter json)
    {
        var isPrimitive = definition.Text("kind") == "primitive-type";
        if (isPrimitive && children.Last().List("type").Single() is var value && Extension(value, Regex) is { } pattern)
        {
            json.WriteString("pattern", pattern);
        }

        json.WriteStartArray("elements");
        foreach (var child in children.Where(child => !IsInherited(child)))
        {
            if (!isPrimitive || !child.Text("path")!.EndsWith(".value", StringComparison.Ordinal))
            {
                WriteElement(definition, child, json);
            }
        }

        json.WriteEndArray();
    }

    private static bool IsInherited(JsonElement element)
    {
        var origin = element.GetProperty("base");
        return origin.Text("path") != element.Text("path")
            && origin.Text("max") == element.Text("max")
            && origin.GetProperty("min").GetInt32() == element.GetProperty("min").GetInt32();
    }

    private void WriteElement(JsonElement definition, JsonElement element, Utf8JsonWriter json)
    {
        var path = element.Text("path")!;
        var name = path[(path.LastIndexOf('.') + 1)..];
        json.WriteStartObject();
        json.WriteString("name", name.Replace("[x]", "", StringComparison.Ordinal));
        WriteFlags(element, name.EndsWith("[x]", StringComparison.Ordinal), json);
        WriteTypes(element, json);
        WriteBinding(element, json);
        if (!IsBackbone(element))
        {
            WriteInvariants(definition, element, json);
        }

        json.WriteEndObject();
    }

    private static void WriteFlags(JsonElement element, bool isChoice, Utf8JsonWriter json)
    {
        if (isChoice)
        {
            json.WriteBoolean("choice", true);
        }

        if (element.GetProperty("min").GetInt32() is > 0 and var min)
        {
            json.WriteNumber("min", min);
        }

        if (element.Text("max") is { } max && max != "1")
        {
            json.WriteString("max", max);
        }

        foreach (var (flag, name) in new[] { ("isSummary", "summary"), ("isModifier", "modifier") })
        {
            if (element.TryGetProperty(flag, out var value) && value.GetBoolean())
            {
                json.WriteBoolean(name, true);
            }
        }
    }

    /// <summary>Backbone elements name the type that their own path made; a content reference names the one it points to.</summary>
    private static void WriteTypes(JsonElement element, Utf8JsonWriter json)
    {
        json.WritePropertyName("types");
        if (element.Text("contentReference") is { } reference)
        {
            Reduction.WriteStrings(json, [reference[1..]]);
            return;
        }

        Reduction.WriteStrings(json, IsBackbone(element) ? [element.Text("path")!] : element.List("type").Select(type => TypeName(element, type)));
        var targets = element.List("type").SelectMany(type => type.List("targetProfile")).Select(url => Reduction.LastSegment(url.GetString()!));
        if (targets.Distinct().ToList() is { Count: > 0 } names)
        {
            json.WritePropertyName("targets");
            Reduction.WriteStrings(json, names);
        }
    }

    /// <summary>The published Resource.id names System.String and "string"; the specification's text says id.</summary>
    private static string TypeName(JsonElement element, JsonElement type) =>
        element.Text("path") == "Resource.id" ? "id" : Extension(type, FhirType) ?? type.Text("code")!;

    private static string? Extension(JsonElement parent, string url) => parent.List("extension")
        .Where(extension => extension.Text("url") == url)
        .Select(extension => extension.Text("valueUrl") ?? extension.Text("valueString"))
        .FirstOrDefault();

    private static bool IsBackbone(JsonElement element) =>
        element.List("type").Any(type => type.Text("code") is "BackboneElement" or "Element");

    private void WriteBinding(JsonElement element, Utf8JsonWriter json)
    {
        if (!element.TryGetProperty("binding", out var binding) || binding.Text("valueSet") is not { } valueSet)
        {
            return;
        }

        var url = valueSet.Split('|')[0];
        json.WriteString("binding", $"{binding.Text("strength")} {url}");
        if (binding.Text("strength") == "required")
        {
            boundValueSets.Add(url);
        }
    }

    /// <summary>Only the invariants that stand here first; those repeated from a base or from the element's type are left out.</summary>
    private void WriteInvariants(JsonElement definition, JsonElement element, Utf8JsonWriter json)
    {
        var own = element.List("constraint").Where(constraint => constraint.Text("source") is null || constraint.Text("source") == definition.Text("url"));
        var profiled = element.List("type").SelectMany(type => type.List("profile")).SelectMany(url => Constraints(url.GetString()!));
        var numbers = own.Concat(profiled).Select(Number).Distinct().ToList();
        if (numbers.Count == 0)
        {
            return;
        }

        json.WriteStartArray("invariants");
        numbers.ForEach(json.WriteNumberValue);
        json.WriteEndArray();
    }

    private IEnumerable<JsonElement> Constraints(string profile) => profiles.TryGetValue(profile, out var definition)
        ? definition.GetProperty("snapshot").GetProperty("element")[0].List("constraint").Where(constraint => constraint.Text("source") is null)
        : [];

    private int Number(JsonElement constraint)
    {
        var text = constraint.Text("key") + " " + constraint.Text("expression");
        if (!invariantNumbers.TryGetValue(text, out var number))
        {
            invariantNumbers[text] = number = invariants.Count;
            invariants.Add(constraint);
        }

        return number;
    }

    private static string Parent(string path) => path.Contains('.') ? path[..path.LastIndexOf('.')] : "";
}
