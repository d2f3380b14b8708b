using Hub.Fhir.FhirPath;
using Hub.Fhir.FhirPath.Functions;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.Search.Extraction;

/// <summary>References: literal and logical, canonicals with their version; what is contained is no other resource (https://hl7.org/fhir/R4/search.html#reference).</summary>
internal static class ReferenceValues
{
    public static void Add(in FhirPathValue item, Indexing indexing, List<SearchValue> values)
    {
        if (!item.IsElement)
        {
            return;
        }

        var value = item.Element.Value;
        if (item.Element.IsResource)
        {
            AddResource(item.Element, indexing.Code, values);
        }
        else if (value.Kind == JsonKind.Object)
        {
            AddReference(item.Element, indexing, values);
        }
        else if (value.Kind == JsonKind.String)
        {
            AddCanonical(value.Text, indexing.Code, values);
        }
    }

    // Bundle.composition and Bundle.message: the resource itself stands there.
    private static void AddResource(FhirElement resource, string parameter, List<SearchValue> values)
    {
        if (resource.Value["id"u8] is { Exists: true } id)
        {
            values.Add(new ReferenceValue(parameter, resource.Type.Name, id.Text, null, null, null, null));
        }
    }

    private static void AddReference(FhirElement element, Indexing indexing, List<SearchValue> values)
    {
        var reference = element.Value;
        var identifier = reference["identifier"u8];
        var (system, code) = (Text(identifier["system"u8]), Text(identifier["value"u8])?.ToLowerInvariant());
        var text = reference["reference"u8] is { Kind: JsonKind.String } literal ? literal.Text : null;
        var value = text is null ? null : Literal(text, indexing);
        if (value is not null)
        {
            values.Add(value with { Type = value.Type ?? Text(reference["type"u8]), IdentifierSystem = system, IdentifierValue = code });
        }
        else if (system is not null || code is not null)
        {
            values.Add(new ReferenceValue(indexing.Code, Text(reference["type"u8]) ?? ContainedType(element, text), null, null, null, system, code));
        }
    }

    private static string? ContainedType(FhirElement element, string? reference) =>
        reference is ['#', .. var id] && References.Contained(id, element.RootResource) is { Exists: true } contained ? contained.Type.Name : null;

    private static ReferenceValue? Literal(string text, Indexing indexing)
    {
        var parsed = ResourceReference.Parse(text);
        return parsed.Kind switch
        {
            ReferenceKind.Contained or ReferenceKind.Conditional => null,
            ReferenceKind.Relative => new(indexing.Code, parsed.Type, parsed.Id, parsed.Version, null, null, null),
            ReferenceKind.Absolute => new(indexing.Code, parsed.Type, parsed.Id, parsed.Version, text, null, null),
            ReferenceKind.Urn => new(indexing.Code, null, null, null, text, null, null),
            _ => Odd(text, indexing),
        };
    }

    private static ReferenceValue Odd(string text, Indexing indexing)
    {
        var relative = ReferenceSearch.Relative(text, indexing.OnlyTarget);
        return new(indexing.Code, relative.Type, relative.Id, relative.Version, null, null, null);
    }

    private static void AddCanonical(string text, string parameter, List<SearchValue> values)
    {
        var bar = text.LastIndexOf('|');
        var (url, version) = bar < 0 ? (text, null) : (text[..bar], text[(bar + 1)..]);
        if (url.Length > 0 && url[0] != '#')
        {
            values.Add(new ReferenceValue(parameter, null, null, version, url, null, null));
        }
    }

    private static string? Text(JsonValue value) => value.Exists ? value.Text : null;
}
