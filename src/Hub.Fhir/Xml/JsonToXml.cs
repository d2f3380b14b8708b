using System.Text;
using System.Xml;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.Xml;

/// <summary>Writes a typed resource as XML: primitives as attributes, ids and urls of extensions too, narratives as they are.</summary>
internal sealed class JsonToXml
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(false),
        NewLineHandling = NewLineHandling.Entitize,
    };

    private readonly XmlWriter xml;

    private JsonToXml(XmlWriter xml) => this.xml = xml;

    public static byte[] Convert(FhirElement resource)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Settings))
        {
            new JsonToXml(xml).Resource(resource);
        }

        return buffer.ToArray();
    }

    private void Resource(FhirElement resource)
    {
        xml.WriteStartElement(resource.Type.Name, FhirXml.Namespace);
        Children(resource);
        xml.WriteEndElement();
    }

    /// <summary>In the order of the definition, which XML wants and JSON does not.</summary>
    private void Children(FhirElement parent)
    {
        foreach (var child in parent.Children().OrderBy(child => child.Member!.Ordinal))
        {
            if (!IsAttribute(child, parent))
            {
                Child(child);
            }
        }
    }

    private static bool IsAttribute(FhirElement child, FhirElement parent) =>
        !parent.IsResource && (child.Member!.Name == "id" || (child.Member.Name == "url" && parent.Type.Name == "Extension"));

    private void Child(FhirElement child)
    {
        if (child.Type.Format == PrimitiveFormat.Xhtml)
        {
            xml.WriteRaw(Narrative.ToXml(child.Value.Text));
            return;
        }

        xml.WriteStartElement(child.Member!.Name, FhirXml.Namespace);
        if (child.IsResource)
        {
            Resource(child);
        }
        else
        {
            Attributes(child);
            Children(child);
        }

        xml.WriteEndElement();
    }

    private void Attributes(FhirElement element)
    {
        var container = element.Type.IsPrimitive ? element.Sibling : element.Value;
        if (container["id"u8] is { Exists: true } id)
        {
            xml.WriteAttributeString("id", Legal(id.Text));
        }

        if (element.Type.Name == "Extension" && container["url"u8] is { Exists: true } url)
        {
            xml.WriteAttributeString("url", Legal(url.Text));
        }

        if (element.Type.IsPrimitive && element.Value.Kind is not (JsonKind.None or JsonKind.Object))
        {
            xml.WriteAttributeString("value", Legal(element.Value.Text));
        }
    }

    /// <summary>What XML cannot hold (control characters, half a surrogate pair) stands as U+FFFD: an outcome may quote what was sent.</summary>
    private static string Legal(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
        {
            return text;
        }

        var legal = text.ToCharArray();
        for (var i = 0; i < legal.Length; i++)
        {
            if (i + 1 < legal.Length && XmlConvert.IsXmlSurrogatePair(legal[i + 1], legal[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(legal[i]))
            {
                legal[i] = '\uFFFD';
            }
        }

        return new string(legal);
    }
}
