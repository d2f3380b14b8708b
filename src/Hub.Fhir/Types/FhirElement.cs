using Hub.Fhir.Definitions;
using Hub.Fhir.Json;

namespace Hub.Fhir.Types;

/// <summary>A typed cursor: one element of a resource, with the JSON value, the _sibling of a primitive, and the type it has.</summary>
public readonly struct FhirElement : IEquatable<FhirElement>
{
    private readonly JsonText? text;
    private readonly int value;
    private readonly int sibling;
    private readonly int resource;
    private readonly int rootResource;

    internal FhirElement(JsonText text, int value, int sibling, TypeDefinition type, int resource, int rootResource, JsonMember? member = null)
    {
        this.text = text;
        this.value = value;
        this.sibling = sibling;
        this.resource = resource;
        this.rootResource = rootResource;
        Type = type;
        Member = member;
    }

    public bool Exists => text is not null;

    /// <summary>The JSON value; does not exist for a primitive that has extensions only.</summary>
    public JsonValue Value => text is null ? default : text.At(value);

    /// <summary>The object with id and extensions beside a primitive.</summary>
    public JsonValue Sibling => text is null ? default : text.At(sibling);

    public TypeDefinition Type { get; }

    /// <summary>The JSON property it stands in; null for a resource that was asked for by itself.</summary>
    public JsonMember? Member { get; }

    /// <summary>The nearest resource around this element, itself included: %resource.</summary>
    public FhirElement Resource => text is null ? default : At(resource);

    /// <summary>The resource that is contained in none: %rootResource. An entry of a Bundle is its own root.</summary>
    public FhirElement RootResource => text is null ? default : At(rootResource);

    /// <summary>Where it stands, from the top of its text: Patient.contact[0].name.</summary>
    public string Expression => text is null ? "" : ElementPath.Of(text, value >= 0 ? value : sibling);

    public bool IsResource => Exists && Type.Kind == TypeKind.Resource;

    /// <summary>The resource at a place of a text; does not exist when resourceType names no R4 type.</summary>
    public static FhirElement OfResource(JsonValue resource)
    {
        var type = DefinitionSet.R4.Resource(resource["resourceType"u8].Utf8);
        return type is null ? default : new(resource.Source!, resource.Index, -1, type, resource.Index, resource.Index);
    }

    /// <summary>An element of a type that stands alone, not inside a resource.</summary>
    public static FhirElement Of(JsonValue value, TypeDefinition type) => new(value.Source!, value.Index, -1, type, value.Index, value.Index);

    public static bool operator ==(FhirElement left, FhirElement right) => left.Equals(right);

    public static bool operator !=(FhirElement left, FhirElement right) => !left.Equals(right);

    /// <summary>The children of that element name ("value" for value[x]), in order.</summary>
    public IReadOnlyList<FhirElement> Children(string name)
    {
        var children = new List<FhirElement>();
        AddChildren(name, children);
        return children;
    }

    /// <summary>All children, in the order of the JSON.</summary>
    public IReadOnlyList<FhirElement> Children()
    {
        var children = new List<FhirElement>();
        AddChildren(null, children);
        return children;
    }

    /// <summary>The first child of that name; does not exist when there is none.</summary>
    public FhirElement Child(string name) => Children(name) is [var first, ..] ? first : default;

    /// <summary>Adds the children of that element name, or all children when it is null.</summary>
    public void AddChildren(string? name, ICollection<FhirElement> children)
    {
        var container = Container;
        var siblings = HasSiblings(container) ? container : default;
        foreach (var property in container.Properties)
        {
            var member = Type.Member(property.NameUtf8, property.NameHash);
            if (member is not null && (name is null || member.Element.Name == name))
            {
                Add(siblings, member, property.Value, children);
            }
        }
    }

    /// <summary>Adds the children that stand in one JSON property and its sibling: the quick way when the element is no choice.</summary>
    internal void AddChildrenOf(JsonMember member, ICollection<FhirElement> children)
    {
        var container = Container;
        var found = container[member.Utf8Name];
        var beside = member.Counterpart is { } counterpart ? container[counterpart.Utf8Name] : default;
        if (found.Exists || beside.Exists)
        {
            AddPairs(member, found, beside, children);
        }
    }

    public bool Equals(FhirElement other) =>
        ReferenceEquals(text, other.text) && value == other.value && sibling == other.sibling && Type == other.Type;

    public override bool Equals(object? obj) => obj is FhirElement other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(text, value, sibling);

    public override string ToString() => Value.ToString();

    private JsonValue Container
    {
        get
        {
            var own = Value;
            return own.Kind == JsonKind.Object ? own : Sibling;
        }
    }

    // Most objects have no property that begins with an underscore, so that none has to be looked for.
    private static bool HasSiblings(JsonValue container)
    {
        foreach (var property in container.Properties)
        {
            if (property.NameUtf8 is [(byte)'_', ..])
            {
                return true;
            }
        }

        return false;
    }

    private FhirElement At(int index) =>
        index == value ? new(text!, value, sibling, Type, resource, rootResource, Member) : OfResource(text!.At(index));

    private void Add(JsonValue container, JsonMember member, JsonValue found, ICollection<FhirElement> children)
    {
        var counterpart = member.Counterpart is { } other ? container[other.Utf8Name] : default;
        if (member.IsSibling)
        {
            // The pair is taken where its value stands.
            if (!counterpart.Exists)
            {
                AddPairs(member.Counterpart!, default, found, children);
            }
        }
        else
        {
            AddPairs(member, found, counterpart, children);
        }
    }

    private void AddPairs(JsonMember member, JsonValue values, JsonValue siblings, ICollection<FhirElement> children)
    {
        if (values.Kind != JsonKind.Array && siblings.Kind != JsonKind.Array)
        {
            AddPair(member, values, siblings, children);
            return;
        }

        var (left, right) = (values.Items, siblings.Items);
        while (left.MoveNext() | right.MoveNext())
        {
            AddPair(member, left.Current, right.Current, children);
        }
    }

    private void AddPair(JsonMember member, JsonValue one, JsonValue beside, ICollection<FhirElement> children)
    {
        var valueIndex = one.Kind == JsonKind.Null ? -1 : one.Index;
        var siblingIndex = beside.Kind == JsonKind.Null ? -1 : beside.Index;
        if (valueIndex < 0 && siblingIndex < 0)
        {
            return;
        }

        if (member.Type.Kind != TypeKind.Resource)
        {
            children.Add(new(text!, valueIndex, siblingIndex, member.Type, resource, rootResource, member));
        }
        else if (OfResource(one) is { Exists: true } nested)
        {
            var root = member.Element.Name == "contained" ? rootResource : valueIndex;
            children.Add(new(text!, valueIndex, -1, nested.Type, valueIndex, root, member));
        }
    }
}
