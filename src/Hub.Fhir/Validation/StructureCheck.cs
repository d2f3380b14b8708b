using Hub.Fhir.Definitions;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Validation;

/// <summary>Walks a resource along its definition: which elements there are, how often, of which JSON type.</summary>
internal sealed class StructureCheck
{
    private const int ExtensionChild = 1;
    private const int ExtensionValue = 3;

    private readonly DefinitionSet definitions;
    private readonly JsonText text;
    private readonly JsonEntry[] entries;
    private readonly IssueSink sink;
    private readonly PrimitiveCheck primitives;
    private readonly BindingCheck bindings;
    private readonly ReferenceCheck references;
    private readonly InvariantCheck invariants;
    private readonly LocalReferences local;
    private int resource;
    private int rootResource;

    public StructureCheck(DefinitionSet definitions, JsonText text, IssueSink sink)
    {
        this.definitions = definitions;
        this.text = text;
        this.sink = sink;
        entries = text.Entries;
        primitives = new PrimitiveCheck(text, sink);
        bindings = new BindingCheck(text, sink);
        references = new ReferenceCheck(definitions, text, sink);
        invariants = new InvariantCheck(text, sink);
        local = new LocalReferences(text);
    }

    /// <summary>The whole text; its resourceType names a type already. Invariants are asked only when all else is in order.</summary>
    public void Root(TypeDefinition type, bool withInvariants)
    {
        sink.Place.Enter(type.Name);
        Members(0, type, null);
        local.End(0, 0);
        sink.Place.Leave();
        if (!sink.HasErrors && withInvariants)
        {
            local.Report(sink);
            invariants.Run();
        }
    }

    private void Resource(int row, JsonMember member)
    {
        var name = text.At(row)["resourceType"u8];
        if (name.Kind == JsonKind.String && definitions.Resource(name.Utf8) is { } type)
        {
            var isContained = member.Element.Name == "contained";
            var (around, aroundRoot, mark) = (resource, rootResource, local.Mark);
            (resource, rootResource) = (row, isContained ? rootResource : row);
            Members(row, type, member);
            (resource, rootResource) = (around, aroundRoot);
            if (!isContained)
            {
                local.End(row, mark);
            }
        }
        else
        {
            sink.Error(Problems.InvalidResource, "resourceType must name a FHIR R4 resource type.");
        }
    }

    private void Members(int row, TypeDefinition type, JsonMember? at, bool besideValue = false)
    {
        var end = row + entries[row].Rows;
        var seen = 0UL;
        for (var name = row + 1; name < end && !sink.IsFull; name += 1 + entries[name + 1].Rows)
        {
            if (Member(name, type) is { } member)
            {
                CheckChoice(row, type, member, seen);
                seen |= 1UL << member.Ordinal;
                sink.Place.Enter(member.Step);
                Value(row, name + 1, member);
                sink.Place.Leave();
            }
        }

        CheckPresence(type, seen, entries[row].Count, besideValue);
        if (!type.IsPrimitive)
        {
            invariants.Note(row, type, at, seen, resource, rootResource);
        }
    }

    private JsonMember? Member(int name, TypeDefinition type)
    {
        var property = new JsonProperty(text, name);
        var member = type.Member(property.NameUtf8, property.NameHash);
        if (member is null && !(type.Kind == TypeKind.Resource && property.NameEquals("resourceType"u8)))
        {
            sink.Error(Problems.UnknownElement, $"{type.Name} has no element '{Names.Shown(property.Name)}'.{Names.Suggestion(property.Name, type)}");
        }

        return member;
    }

    /// <summary>A choice may hold one type only; a value and its own sibling belong together.</summary>
    private void CheckChoice(int row, TypeDefinition type, JsonMember member, ulong seen)
    {
        if (!member.Element.IsChoice || (seen & (1UL << member.Ordinal)) == 0)
        {
            return;
        }

        foreach (var property in text.At(row).Properties)
        {
            if (type.Member(property.NameUtf8, property.NameHash) is { } other && other.Element == member.Element && other.Type != member.Type)
            {
                sink.Error(Problems.TooMany, $"{type.Name}.{member.Element} may have one type only; send one of them.", member.Element.Name);
                return;
            }
        }
    }

    /// <summary>Required elements, and by hand the two invariants that stand on every element: ele-1 and ext-1.</summary>
    private void CheckPresence(TypeDefinition type, ulong seen, int count, bool besideValue)
    {
        if (count == 0)
        {
            sink.Error(Problems.EmptyElement, "An object must have at least one element; leave it out instead.");
        }
        else if (count == 1 && seen == 1 && type.Kind != TypeKind.Resource && !besideValue)
        {
            sink.Error(Problems.InvariantFailed, "ele-1: All FHIR elements must have a value or children, an id alone is not enough.");
        }

        if (type.Name == "Extension" && ((seen >> ExtensionChild) & 1) == ((seen >> ExtensionValue) & 1))
        {
            sink.Error(Problems.InvariantFailed, "ext-1: Must have either extensions or value[x], not both.");
        }

        if ((type.Required & ~seen) is not 0 and var missing)
        {
            ReportMissing(type, missing);
        }
    }

    private void ReportMissing(TypeDefinition type, ulong missing)
    {
        for (var ordinal = 0; ordinal < type.Elements.Count; ordinal++)
        {
            if ((missing & (1UL << ordinal)) != 0)
            {
                sink.Error(Problems.MissingElement, $"{type.Name}.{type.Elements[ordinal]} is required.", type.Elements[ordinal].Name);
            }
        }
    }

    private void Value(int owner, int row, JsonMember member)
    {
        var isArray = entries[row].Kind == JsonKind.Array;
        if (isArray != member.Element.IsArray)
        {
            sink.Error(Problems.WrongType, isArray ? $"{member.Name} must not be an array." : $"{member.Name} must be an array.");
        }
        else if (isArray)
        {
            Items(owner, row, member);
        }
        else
        {
            // Only a sibling asks what stands beside it: a null outside an array is wrong in any case.
            Item(row, member, member.IsSibling ? Counterpart(owner, member) : default);
        }
    }

    private void Items(int owner, int row, JsonMember member)
    {
        var counterpart = member.Counterpart is null ? default : Counterpart(owner, member);
        var beside = counterpart.Items;
        var number = 0;
        var end = row + entries[row].Rows;
        for (var item = row + 1; item < end && !sink.IsFull; item += entries[item].Rows)
        {
            sink.Place.At(number++);
            beside.MoveNext();
            Item(item, member, beside.Current);
        }

        sink.Place.At(-1);
        if (entries[row].Count == 0)
        {
            sink.Error(Problems.EmptyElement, "An array must have at least one item; leave the element out instead.");
        }
        else if (member.IsSibling && counterpart.Exists && counterpart.Count != entries[row].Count)
        {
            sink.Error(Problems.WrongType, $"{member.Name} must have as many items as {member.Counterpart!.Name}, null where there is nothing.");
        }
    }

    /// <param name="row">The value.</param>
    /// <param name="member">The property it stands in.</param>
    /// <param name="beside">The other half of a primitive, for a sibling and for items of arrays.</param>
    private void Item(int row, JsonMember member, JsonValue beside)
    {
        ref var entry = ref entries[row];
        if (entry.Kind == JsonKind.Null)
        {
            CheckNull(beside);
        }
        else if (member.IsSibling)
        {
            Sibling(row, member, beside);
        }
        else if (member.Type.IsPrimitive)
        {
            Primitive(row, member);
        }
        else if (entry.Kind != JsonKind.Object)
        {
            sink.Error(Problems.WrongType, $"{member.Name} must be a JSON object ({member.Type.Name}).");
        }
        else if (member.Type.Kind == TypeKind.Resource)
        {
            Resource(row, member);
        }
        else
        {
            Members(row, member.Type, member);
            bindings.Concept(row, member);
            references.Check(row, member);
        }
    }

    private void Primitive(int row, JsonMember member)
    {
        primitives.Check(row, member);
        bindings.Code(row, member);
        invariants.NotePrimitive(row, member, resource, rootResource);
        ref var entry = ref entries[row];
        if (member.IsAddress && entry.Length > 0 && text.Bytes[entry.Start] == '#')
        {
            local.Note(row, resource, member.Name == "reference");
        }
    }

    /// <summary>null fills the gap in one of two arrays, where the other has something.</summary>
    private void CheckNull(JsonValue beside)
    {
        if (beside.Kind is JsonKind.None or JsonKind.Null)
        {
            sink.Error(Problems.WrongType, "null may only fill a gap beside the other half of a primitive.");
        }
    }

    private void Sibling(int row, JsonMember member, JsonValue beside)
    {
        if (entries[row].Kind != JsonKind.Object)
        {
            sink.Error(Problems.WrongType, $"{member.Name} must be a JSON object with id or extension.");
            return;
        }

        var hasValue = beside.Kind is not (JsonKind.None or JsonKind.Null);
        Members(row, member.Type, member, hasValue);
        if (!hasValue && member.Element.Binding is { Codes: not null })
        {
            sink.Error(Problems.InvalidCode, "A code of the required value set must be given; extensions alone are not enough.");
        }
    }

    private JsonValue Counterpart(int owner, JsonMember member) =>
        member.Counterpart is { } counterpart ? text.At(owner)[counterpart.Utf8Name] : default;
}
