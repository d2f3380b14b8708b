using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hub.Fhir.Definitions;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Validation;

namespace Hub.Fhir.Xml;

/// <summary>Writes nodes as the JSON of the types they have; what no type has is an issue, all else is left to the validator.</summary>
internal sealed class XmlToJson(DefinitionSet definitions, ICollection<Issue> issues)
{
    private const int MaxIssues = 100;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IssueSink sink = new(issues, MaxIssues);

    /// <summary>Null, with issues, when the nodes are not those of a resource.</summary>
    public byte[]? Convert(XmlNode root)
    {
        if (definitions.Resource(Encoding.UTF8.GetBytes(root.Name)) is not { } type)
        {
            issues.Add(Issue.Error(Problems.InvalidResource, "The root element must be a FHIR R4 resource type."));
            return null;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            sink.Place.Enter(type.Name);
            Resource(root, type, json);
            sink.Place.Leave();
        }

        return sink.HasErrors ? null : buffer.ToArray();
    }

    private void Resource(XmlNode node, TypeDefinition type, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", type.Name);
        RefuseAttributes(node, false, false, false);
        Children(node, type, json);
        json.WriteEndObject();
    }

    /// <summary>A resource inside a resource stands in an element of its own: contained, resource, parameter.resource.</summary>
    private void Nested(XmlNode node, Utf8JsonWriter json)
    {
        if (node.Children is [var only] && definitions.Resource(Encoding.UTF8.GetBytes(only.Name)) is { } type)
        {
            Resource(only, type, json);
        }
        else
        {
            sink.Error(Problems.InvalidResource, "Must hold exactly one FHIR R4 resource.");
            json.WriteNullValue();
        }
    }

    private void Complex(XmlNode node, TypeDefinition type, Utf8JsonWriter json)
    {
        RefuseAttributes(node, false, true, type.Name == "Extension");
        json.WriteStartObject();
        if (node.Id is not null)
        {
            json.WriteString("id", node.Id);
        }

        if (node.Url is not null && type.Name == "Extension")
        {
            json.WriteString("url", node.Url);
        }

        Children(node, type, json);
        json.WriteEndObject();
    }

    private void Children(XmlNode node, TypeDefinition type, Utf8JsonWriter json)
    {
        foreach (var group in node.Children.GroupBy(child => child.Name))
        {
            var isAttribute = type.Kind != TypeKind.Resource && (group.Key == "id" || (group.Key == "url" && type.Name == "Extension"));
            if (!isAttribute && type.Member(Encoding.UTF8.GetBytes(group.Key)) is { IsSibling: false } member)
            {
                sink.Place.Enter(member.Step);
                Member(group.ToList(), member, json);
                sink.Place.Leave();
            }
            else
            {
                sink.Error(Problems.UnknownElement, $"{type.Name} has no element '{Names.Shown(group.Key)}'.{Names.Suggestion(group.Key, type)}");
            }
        }
    }

    private void Member(List<XmlNode> nodes, JsonMember member, Utf8JsonWriter json)
    {
        if (!member.Element.IsArray && nodes.Count > 1)
        {
            sink.Error(Problems.TooMany, $"{member.Name} may occur once only.");
        }
        else if (member.Type.IsPrimitive && !member.Element.IsXhtml)
        {
            Primitives(nodes, member, json);
        }
        else
        {
            json.WritePropertyName(member.Name);
            Write(nodes, member, json, node => Value(node, member, json));
        }
    }

    private void Value(XmlNode node, JsonMember member, Utf8JsonWriter json)
    {
        if (member.Element.IsXhtml)
        {
            json.WriteStringValue(node.Xhtml ?? "");
        }
        else if (node.Xhtml is not null)
        {
            sink.Error(Problems.UnknownElement, "XHTML may stand in a narrative only.");
            json.WriteNullValue();
        }
        else if (member.Type.Kind == TypeKind.Resource)
        {
            Nested(node, json);
        }
        else
        {
            Complex(node, member.Type, json);
        }
    }

    private void Primitives(List<XmlNode> nodes, JsonMember member, Utf8JsonWriter json)
    {
        foreach (var node in nodes)
        {
            RefuseAttributes(node, true, true, false);
        }

        if (nodes.Exists(node => node.Value is not null))
        {
            json.WritePropertyName(member.Name);
            Write(nodes, member, json, node => Primitive(node.Value, member.Type, json));
        }

        if (nodes.Exists(HasSibling) || !nodes.Exists(node => node.Value is not null))
        {
            json.WritePropertyName("_" + member.Name);
            Write(nodes, member, json, node => Sibling(node, member.Type, json));
        }
    }

    private static void Write(List<XmlNode> nodes, JsonMember member, Utf8JsonWriter json, Action<XmlNode> write)
    {
        if (member.Element.IsArray)
        {
            json.WriteStartArray();
        }

        nodes.ForEach(write);
        if (member.Element.IsArray)
        {
            json.WriteEndArray();
        }
    }

    private static bool HasSibling(XmlNode node) => node.Id is not null || node.Children.Count > 0;

    private void Sibling(XmlNode node, TypeDefinition type, Utf8JsonWriter json)
    {
        if (!HasSibling(node) && node.Value is not null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        if (node.Id is not null)
        {
            json.WriteString("id", node.Id);
        }

        Children(node, type, json);
        json.WriteEndObject();
    }

    /// <summary>Numbers keep their text; what is no JSON number stays a string, which the validator refuses.</summary>
    private static void Primitive(string? value, TypeDefinition type, Utf8JsonWriter json)
    {
        if (value is null)
        {
            json.WriteNullValue();
            return;
        }

        var isBare = type.Format switch
        {
            PrimitiveFormat.Boolean => value is "true" or "false",
            PrimitiveFormat.Decimal or PrimitiveFormat.Integer or PrimitiveFormat.PositiveInt or PrimitiveFormat.UnsignedInt => JsonNumber.IsNumber(value),
            _ => false,
        };
        if (isBare)
        {
            json.WriteRawValue(value);
        }
        else
        {
            json.WriteStringValue(value);
        }
    }

    private void RefuseAttributes(XmlNode node, bool value, bool id, bool url)
    {
        if ((!value && node.Value is not null) || (!id && node.Id is not null) || (!url && node.Url is not null))
        {
            sink.Error(Problems.UnknownElement, "An attribute stands where FHIR has none: value belongs to primitives, id to elements, url to extensions.");
        }
    }
}
