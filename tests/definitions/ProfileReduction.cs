using System.Text.Json;

namespace Hub.Definitions;

/// <summary>
/// The profiles and extensions that R4 publishes itself, a line each as the part of the StructureDefinition that a check needs;
/// the first line names them.
/// </summary>
public static class ProfileReduction
{
    private static readonly string[] Dropped =
    [
        "definition", "comment", "requirements", "alias", "mapping", "example", "meaningWhenMissing", "orderMeaning", "isModifierReason",
        "base", "condition", "representation", "isSummary", "isModifier", "mustSupport", "label", "code", "defaultValueCode",
    ];

    public static byte[] Reduce(PackageArchive archive)
    {
        var all = archive.Starting("StructureDefinition-").Where(definition => definition.Text("kind") != "logical").ToList();
        var bases = all.Where(definition => definition.Text("derivation") != "constraint").Select(definition => definition.Text("url")!).ToHashSet();
        var kept = all.Where(definition => definition.Text("derivation") == "constraint").OrderBy(definition => definition.Text("url"), StringComparer.Ordinal).ToList();
        var head = Reduction.Line(json =>
        {
            json.WriteStartObject();
            json.WriteString("sha512", PackageArchive.Sha512);
            json.WritePropertyName("profiles");
            Reduction.WriteStrings(json, kept.Select(definition => definition.Text("url")!));
            json.WriteEndObject();
        });
        return [.. head, .. kept.SelectMany(definition => Reduction.Line(json => Write(definition, bases, json)))];
    }

    private static void Write(JsonElement definition, HashSet<string> bases, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "StructureDefinition");
        foreach (var name in new[] { "url", "version", "name", "title", "type", "baseDefinition", "context" })
        {
            if (definition.TryGetProperty(name, out var value))
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }

        var part = definition.TryGetProperty("snapshot", out var snapshot) ? snapshot : definition.GetProperty("differential");
        json.WriteStartObject(snapshot.ValueKind == JsonValueKind.Object ? "snapshot" : "differential");
        json.WriteStartArray("element");
        foreach (var element in part.GetProperty("element").EnumerateArray())
        {
            WriteElement(element, bases, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteElement(JsonElement element, HashSet<string> bases, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var property in element.EnumerateObject().Where(property => !Dropped.Contains(property.Name)))
        {
            switch (property.Name)
            {
                case "constraint":
                    WriteConstraints(property.Value, bases, json);
                    break;
                case "binding":
                    WriteBinding(property.Value, json);
                    break;
                default:
                    property.WriteTo(json);
                    break;
            }
        }

        json.WriteEndObject();
    }

    private static void WriteBinding(JsonElement binding, Utf8JsonWriter json)
    {
        json.WriteStartObject("binding");
        json.WriteString("strength", binding.Text("strength"));
        if (binding.Text("valueSet") is { } valueSet)
        {
            json.WriteString("valueSet", valueSet);
        }

        json.WriteEndObject();
    }

    /// <summary>Those of the types of R4 are held with the types.</summary>
    private static void WriteConstraints(JsonElement constraints, HashSet<string> bases, Utf8JsonWriter json)
    {
        var own = constraints.EnumerateArray().Where(constraint => constraint.Text("source") is not { } source || !bases.Contains(source)).ToList();
        if (own.Count == 0)
        {
            return;
        }

        json.WriteStartArray("constraint");
        foreach (var constraint in own)
        {
            json.WriteStartObject();
            foreach (var name in new[] { "key", "severity", "human", "expression" })
            {
                json.WriteString(name, constraint.Text(name));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
