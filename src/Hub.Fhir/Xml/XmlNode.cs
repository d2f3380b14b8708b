namespace Hub.Fhir.Xml;

/// <summary>One element as it came: the attributes that FHIR knows, and its children. A narrative's div keeps its text whole.</summary>
internal sealed class XmlNode(string name)
{
    public string Name { get; } = name;

    public string? Value { get; set; }

    public string? Id { get; set; }

    public string? Url { get; set; }

    public string? Xhtml { get; set; }

    public List<XmlNode> Children { get; } = [];
}
