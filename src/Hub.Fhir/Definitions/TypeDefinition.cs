using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Hub.Fhir.Definitions;

/// <summary>A type of FHIR R4: Patient, Patient.contact, HumanName, date.</summary>
public sealed class TypeDefinition
{
    private readonly Lazy<TypeBody> body;
    private readonly Lazy<TypeDefinition?> baseType;
    private readonly Lazy<IReadOnlyList<ElementDefinition>> elements;
    private readonly Lazy<Utf8Table<JsonMember>> members;
    private readonly Lazy<IReadOnlyList<Invariant>> invariants;
    private readonly Lazy<PrimitiveFormat> format;
    private readonly Lazy<ulong> required;

    internal TypeDefinition(Func<TypeBody> body, Func<TypeDefinition>? baseType)
    {
        this.body = new(body);
        this.baseType = new(() => baseType?.Invoke());
        elements = new(AllElements);
        members = new(AllMembers);
        invariants = new(() => [.. BaseType?.Invariants ?? [], .. this.body.Value.Invariants]);
        format = new(() => Kind == TypeKind.Primitive ? Enum.Parse<PrimitiveFormat>(Name!, ignoreCase: true) : PrimitiveFormat.None);
        required = new(() => Elements.Select((element, ordinal) => element.Min > 0 ? 1UL << ordinal : 0).Aggregate(0UL, (set, bit) => set | bit));
    }

    public required string Name { get; init; }

    public required TypeKind Kind { get; init; }

    public required bool IsAbstract { get; init; }

    /// <summary>The regular expression of a primitive as published; the whole value must match.</summary>
    public string? Pattern => body.Value.Pattern;

    public TypeDefinition? BaseType => baseType.Value;

    /// <summary>All elements, those of the base first, in the order of the definition.</summary>
    public IReadOnlyList<ElementDefinition> Elements => elements.Value;

    /// <summary>All invariants of the type itself, those of the base first.</summary>
    public IReadOnlyList<Invariant> Invariants => invariants.Value;

    public bool IsPrimitive => Kind == TypeKind.Primitive;

    /// <summary>Which primitive this is.</summary>
    public PrimitiveFormat Format => format.Value;

    /// <summary>The elements that must be there, a bit each, by their place in <see cref="Elements"/>.</summary>
    internal ulong Required => required.Value;

    /// <summary>Whether this is the type of that name or stands below it.</summary>
    public bool Is(string ancestor) => Name == ancestor || (BaseType?.Is(ancestor) ?? false);

    /// <summary>The element of that name; "value" for value[x].</summary>
    public ElementDefinition? Element(string name) => Elements.FirstOrDefault(element => element.Name == name);

    public bool TryGetJsonProperty(ReadOnlySpan<byte> jsonName, [NotNullWhen(true)] out ElementDefinition? element, [NotNullWhen(true)] out TypeDefinition? type)
    {
        var member = Member(jsonName);
        element = member?.Element;
        type = member?.Type;
        return member is not null;
    }

    /// <summary>The JSON property of that name; null when the type has none.</summary>
    public JsonMember? Member(ReadOnlySpan<byte> jsonName) => members.Value.Find(jsonName);

    internal JsonMember? Member(ReadOnlySpan<byte> jsonName, int hash) => members.Value.Find(jsonName, hash);

    public override string ToString() => Name;

    private List<ElementDefinition> AllElements()
    {
        var all = new List<ElementDefinition>(BaseType?.Elements ?? []);
        foreach (var own in body.Value.Elements)
        {
            var inherited = all.FindIndex(element => element.Name == own.Name);
            if (inherited < 0)
            {
                all.Add(own);
            }
            else
            {
                all[inherited] = own;
            }
        }

        return all;
    }

    private Utf8Table<JsonMember> AllMembers()
    {
        var rows = new List<JsonMember>();
        for (var ordinal = 0; ordinal < Elements.Count; ordinal++)
        {
            foreach (var type in Elements[ordinal].Types)
            {
                AddMembers(Elements[ordinal], type, ordinal, rows);
            }
        }

        return new Utf8Table<JsonMember>(rows.Select(member => (member.Utf8Name, member)).ToList());
    }

    private void AddMembers(ElementDefinition element, TypeDefinition type, int ordinal, List<JsonMember> rows)
    {
        var name = element.IsChoice ? $"{element.Name}{char.ToUpperInvariant(type.Name[0])}{type.Name[1..]}" : element.Name;
        var value = Make(name, element, type, ordinal, isSibling: false);
        rows.Add(value);
        if (type.IsPrimitive && !element.IsXhtml)
        {
            var sibling = Make("_" + name, element, type, ordinal, isSibling: true);
            (value.Counterpart, sibling.Counterpart) = (sibling, value);
            rows.Add(sibling);
        }
    }

    private JsonMember Make(string name, ElementDefinition element, TypeDefinition type, int ordinal, bool isSibling) => new()
    {
        Name = name,
        Utf8Name = Encoding.UTF8.GetBytes(name),
        Element = element,
        Type = type,
        Ordinal = ordinal,
        IsSibling = isSibling,
        Path = $"{Name}.{element}",
        Step = element.IsChoice ? $"{element.Name}.ofType({type.Name})" : element.Name,
        IsAddress = type.Format is PrimitiveFormat.Uri or PrimitiveFormat.Url or PrimitiveFormat.Canonical || (Name == "Reference" && name == "reference"),
    };
}
