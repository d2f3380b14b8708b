using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Xml;

/// <summary>The XML form of resources (http://hl7.org/fhir/R4/xml.html), to and from the JSON that the hub keeps.</summary>
public static class FhirXml
{
    internal const string Namespace = "http://hl7.org/fhir";
    internal const string XhtmlNamespace = "http://www.w3.org/1999/xhtml";

    /// <summary>
    /// The resource as JSON, still to be validated; null, with issues, when the bytes are not the XML of a resource. Comments
    /// and processing instructions are left out, document types and entities refused.
    /// </summary>
    public static JsonText? Read(ReadOnlyMemory<byte> xml, ICollection<Issue> issues)
    {
        if (new XmlTree(issues).Read(xml) is not { } root)
        {
            return null;
        }

        return new XmlToJson(DefinitionSet.R4, issues).Convert(root) is { } json ? JsonText.Parse(json, issues) : null;
    }

    /// <summary>A resource as XML in UTF-8, elements in the order of the definition.</summary>
    public static byte[] Write(FhirElement resource) => JsonToXml.Convert(resource);
}
