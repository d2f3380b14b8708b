using System.Text;
using System.Xml;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Xml;

/// <summary>Reads bytes into nodes, without recursion and with every dangerous feature of XML switched off.</summary>
internal sealed class XmlTree(ICollection<Issue> issues)
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    private readonly Stack<XmlNode> open = new();
    private XmlNode? root;

    /// <summary>The root element; null, with an issue, when this is no XML or no FHIR.</summary>
    public XmlNode? Read(ReadOnlyMemory<byte> xml)
    {
        var text = new XmlSource(xml);
        try
        {
            using var reader = XmlReader.Create(text.Open(), Settings);
            while (reader.Read())
            {
                if (Take(reader, text) is { } issue)
                {
                    issues.Add(issue);
                    return null;
                }
            }
        }
        catch (XmlException exception)
        {
            issues.Add(Issue.Error(Problems.InvalidXml, $"The body is not XML that the hub takes (no document type, no entities): see line {exception.LineNumber}, position {exception.LinePosition}."));
            return null;
        }
        catch (DecoderFallbackException)
        {
            issues.Add(Issue.Error(Problems.InvalidXml, "The body is not valid UTF-8."));
            return null;
        }

        return root;
    }

    private Issue? Take(XmlReader reader, XmlSource source) => reader.NodeType switch
    {
        XmlNodeType.Element => Element(reader, source),
        XmlNodeType.EndElement => Close(),
        XmlNodeType.Text or XmlNodeType.CDATA => Refuse(reader, "Text stands where FHIR has elements only; values are attributes."),
        _ => null,
    };

    private Issue? Element(XmlReader reader, XmlSource source)
    {
        var isDiv = reader.NamespaceURI == FhirXml.XhtmlNamespace && reader.LocalName == "div" && open.Count > 0;
        if (!isDiv && reader.NamespaceURI != FhirXml.Namespace)
        {
            return Refuse(reader, $"Every element must be in the namespace {FhirXml.Namespace}, narratives in that of XHTML.");
        }

        if (open.Count >= JsonText.DefaultMaxDepth)
        {
            return Issue.Error(Problems.TooDeep, $"The body is nested deeper than {JsonText.DefaultMaxDepth} elements.");
        }

        var node = new XmlNode(reader.LocalName);
        root ??= node;
        if (open.TryPeek(out var parent))
        {
            parent.Children.Add(node);
        }

        return isDiv ? Narrative(reader, source, node) : Attributes(reader, node);
    }

    private Issue? Attributes(XmlReader reader, XmlNode node)
    {
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            switch (reader.Name)
            {
                case "value":
                    node.Value = reader.Value;
                    break;
                case "id":
                    node.Id = reader.Value;
                    break;
                case "url":
                    node.Url = reader.Value;
                    break;
                case var name when name == "xmlns" || reader.Prefix == "xmlns" || reader.LocalName == "schemaLocation":
                    break;
                default:
                    return Refuse(reader, "Elements may have the attributes value, id and url only.");
            }
        }

        if (!isEmpty)
        {
            open.Push(node);
        }

        return null;
    }

    /// <summary>The div as it was written, when it can stand alone; otherwise as the reader understands it.</summary>
    private static Issue? Narrative(XmlReader reader, XmlSource source, XmlNode node)
    {
        var canStandAlone = reader.Prefix.Length == 0 && reader.GetAttribute("xmlns") is not null;
        var start = source.Offset(reader) - 1;
        using var copy = reader.ReadSubtree();
        if (!canStandAlone)
        {
            copy.Read();
            node.Xhtml = copy.ReadOuterXml();
            return null;
        }

        while (copy.Read())
        {
            if (copy.Depth > JsonText.DefaultMaxDepth)
            {
                return Issue.Error(Problems.TooDeep, $"The narrative is nested deeper than {JsonText.DefaultMaxDepth} elements.");
            }
        }

        node.Xhtml = source.Element(start, source.Offset(reader));
        return null;
    }

    private Issue? Close()
    {
        open.Pop();
        return null;
    }

    private static Issue Refuse(XmlReader reader, string text)
    {
        var place = (IXmlLineInfo)reader;
        return Issue.Error(Problems.InvalidXml, $"{text} See line {place.LineNumber}, position {place.LinePosition}.");
    }
}
