using System.Buffers;
using System.Text.RegularExpressions;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;

namespace Hub.Fhir.Types;

/// <summary>
/// Puts other addresses where a resource points to others, as a transaction does with the ids it gave
/// (http://hl7.org/fhir/R4/http.html#trules): Reference.reference, uri, url, oid, uuid, canonical, and links of narratives.
/// </summary>
public sealed partial class ReferenceReplacement
{
    private readonly Func<string, string?> map;
    private readonly List<(int Start, int Length, byte[] Bytes)> replaced = [];

    private ReferenceReplacement(Func<string, string?> map) => this.map = map;

    /// <param name="resource">The resource; the answer holds it alone, also when it stood in a Bundle.</param>
    /// <param name="map">The new address for one that is found, or null to leave it.</param>
    public static byte[] Apply(JsonValue resource, Func<string, string?> map)
    {
        var replacement = new ReferenceReplacement(map);
        if (FhirElement.OfResource(resource) is { Exists: true } element)
        {
            replacement.Visit(resource, element.Type);
        }

        return replacement.Write(resource);
    }

    private void Visit(JsonValue container, TypeDefinition type)
    {
        foreach (var property in container.Properties)
        {
            if (type.Member(property.NameUtf8, property.NameHash) is { } member)
            {
                Visit(property.Value, member, type);
            }
        }
    }

    private void Visit(JsonValue value, JsonMember member, TypeDefinition parent)
    {
        switch (value.Kind)
        {
            case JsonKind.Array:
                foreach (var item in value.Items)
                {
                    Visit(item, member, parent);
                }

                break;
            case JsonKind.Object:
                Visit(value, member.Type.Kind == TypeKind.Resource ? FhirElement.OfResource(value).Type ?? member.Type : member.Type);
                break;
            case JsonKind.String when IsAddress(member, parent) && map(value.Text) is { } address:
                Put(value, address);
                break;
            case JsonKind.String when member.Element.IsXhtml && WithLinks(value.Text) is { } narrative:
                Put(value, narrative);
                break;
            default:
                break;
        }
    }

    private static bool IsAddress(JsonMember member, TypeDefinition parent) =>
        member.Type.Format is PrimitiveFormat.Uri or PrimitiveFormat.Url or PrimitiveFormat.Oid or PrimitiveFormat.Uuid or PrimitiveFormat.Canonical
        || (parent.Name == "Reference" && member.Name == "reference");

    /// <summary>The narrative with other links; null when none of its links is replaced.</summary>
    private string? WithLinks(string narrative)
    {
        var changed = Links().Replace(narrative, link => map(link.Groups["address"].Value) is { } address
            ? $"{link.Groups["before"].Value}{address}{link.Groups["quote"].Value}"
            : link.Value);
        return changed == narrative ? null : changed;
    }

    private void Put(JsonValue value, string replacement)
    {
        replaced.Add((value.Entry.Start - 1, value.Entry.Length + 2, JsonEscapes.Quoted(replacement)));
    }

    private byte[] Write(JsonValue resource)
    {
        var bytes = resource.Source!.Bytes;
        var next = resource.Entry.Start;
        var buffer = new ArrayBufferWriter<byte>(resource.Entry.Length + 64);
        foreach (var (start, length, replacement) in replaced)
        {
            buffer.Write(bytes.AsSpan(next, start - next));
            buffer.Write(replacement);
            next = start + length;
        }

        buffer.Write(bytes.AsSpan(next, resource.Entry.Start + resource.Entry.Length - next));
        return buffer.WrittenSpan.ToArray();
    }

    [GeneratedRegex("""(?<before>\b(?:href|src)\s*=\s*["'])(?<address>[^"']*)(?<quote>["'])""", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Links();
}
