using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.Patch;

/// <summary>What an operation brings, taken from its part named value: a value[x], a resource, or parts for a nested element.</summary>
internal static class PatchContent
{
    /// <summary>Puts the content under a name of the object; a sentence on what is wrong, or null.</summary>
    public static string? Put(PatchNode owner, TypeDefinition type, string name, FhirElement content)
    {
        if (Target(type, name, content) is not { } member)
        {
            return $"{type.Name} takes no such element of that type.";
        }

        var slot = new Slot(owner, member.Name, -1);
        if (Read(content, member.Type, out var value) is { } fault)
        {
            return fault;
        }

        if (member.Element.IsArray)
        {
            slot.Insert(slot.Count, value);
            return null;
        }

        if (slot.Exists || HasOtherChoice(owner, type, member))
        {
            return "there is such an element already, and it does not repeat; use replace.";
        }

        slot.Set(value);
        return null;
    }

    /// <summary>The JSON property for an element name ("value", or "valueString" as well) and the type that the content has.</summary>
    public static JsonMember? Target(TypeDefinition type, string name, FhirElement content)
    {
        var element = type.Element(name.Replace("[x]", "", StringComparison.Ordinal));
        if (element is not { IsChoice: true })
        {
            return type.Member(System.Text.Encoding.UTF8.GetBytes(name)) is { IsSibling: false } member ? member : null;
        }

        var given = content.Child("value").Type?.Name;
        return given is null ? null : type.Member(System.Text.Encoding.UTF8.GetBytes($"{element.Name}{char.ToUpperInvariant(given[0])}{given[1..]}"));
    }

    public static string? Read(FhirElement content, TypeDefinition type, out PatchValue value)
    {
        value = default;
        if (content.Child("value") is { Exists: true } given)
        {
            value = new(Node(given.Value), Node(given.Sibling));
            return null;
        }

        if (content.Child("resource") is { Exists: true } resource)
        {
            value = new(Node(resource.Value), null);
            return null;
        }

        var built = PatchNode.Empty(JsonKind.Object);
        foreach (var part in content.Children("part"))
        {
            if (Put(built, type, part.Child("name").Value.Text, part) is { } fault)
            {
                return fault;
            }
        }

        value = new(built, null);
        return built.Parts.Count > 0 ? null : "there is no value.";
    }

    private static bool HasOtherChoice(PatchNode owner, TypeDefinition type, JsonMember member) =>
        owner.Names.Exists(name => type.Member(System.Text.Encoding.UTF8.GetBytes(name)) is { } other && other.Element == member.Element);

    private static PatchNode? Node(JsonValue value) => value.Exists ? PatchNode.Of(value).Copy() : null;
}
