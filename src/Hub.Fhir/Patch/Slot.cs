using Hub.Fhir.Json;

namespace Hub.Fhir.Patch;

/// <summary>
/// Where an element stands in the tree: a property of an object, and its number when the element repeats. The value and the
/// _sibling of a primitive are kept in step.
/// </summary>
internal sealed class Slot(PatchNode owner, string name, int index)
{
    private string SiblingName => "_" + Name;

    public PatchNode Owner { get; } = owner;

    public string Name { get; } = name;

    public int Index { get; } = index;

    public int Count => Math.Max(Owner.Member(Name)?.Parts.Count ?? 0, Owner.Member(SiblingName)?.Parts.Count ?? 0);

    public bool Exists => Owner.Member(Name) is not null || Owner.Member(SiblingName) is not null;

    /// <summary>The slot of the element at a row of the text that the tree was read from.</summary>
    public static Slot Find(PatchNode root, int row)
    {
        var owner = root;
        while (true)
        {
            var place = owner.Parts.FindLastIndex(part => part.Row <= row);
            var (name, node) = (owner.Names[place].TrimStart('_'), owner.Parts[place]);
            if (node.Row == row)
            {
                return new(owner, name, -1);
            }

            if (node.Kind == JsonKind.Array)
            {
                var item = node.Parts.FindLastIndex(part => part.Row <= row);
                if (node.Parts[item].Row == row)
                {
                    return new(owner, name, item);
                }

                node = node.Parts[item];
            }

            owner = node;
        }
    }

    /// <summary>The only element of that name.</summary>
    public void Set(PatchValue value)
    {
        Put(Name, value.Value);
        Put(SiblingName, value.Sibling);
    }

    public void SetAt(int place, PatchValue value)
    {
        TakeAt(place);
        Insert(place, value);
    }

    public void Insert(int place, PatchValue value)
    {
        var count = Count;
        Insert(Name, count, place, value.Value);
        Insert(SiblingName, count, place, value.Sibling);
        Tidy();
    }

    public PatchValue TakeAt(int place)
    {
        var taken = new PatchValue(Take(Name, place), Take(SiblingName, place));
        Tidy();
        return taken;
    }

    public void Remove()
    {
        if (Index >= 0)
        {
            TakeAt(Index);
            return;
        }

        Owner.Remove(Name);
        Owner.Remove(SiblingName);
    }

    private void Put(string property, PatchNode? node)
    {
        if (node is null)
        {
            Owner.Remove(property);
        }
        else
        {
            Owner.Set(property, node);
        }
    }

    private void Insert(string property, int count, int place, PatchNode? node)
    {
        if (node is null && Owner.Member(property) is null)
        {
            return;
        }

        if (Owner.Member(property) is not { } list)
        {
            list = PatchNode.Empty(JsonKind.Array);
            Owner.Set(property, list);
        }

        while (list.Parts.Count < count)
        {
            list.Parts.Add(PatchNode.Empty(JsonKind.Null));
        }

        list.Parts.Insert(place, node ?? PatchNode.Empty(JsonKind.Null));
    }

    private PatchNode? Take(string property, int place)
    {
        if (Owner.Member(property) is not { } list || place >= list.Parts.Count)
        {
            return null;
        }

        var node = list.Parts[place];
        list.Parts.RemoveAt(place);
        return node.Kind == JsonKind.Null ? null : node;
    }

    /// <summary>An array that holds nothing is left out.</summary>
    private void Tidy()
    {
        foreach (var property in new[] { Name, SiblingName })
        {
            if (Owner.Member(property) is { } list && list.Parts.TrueForAll(part => part.Kind == JsonKind.Null))
            {
                Owner.Remove(property);
            }
        }
    }
}

/// <summary>An element to be put somewhere: its value, and the id and extensions beside a primitive.</summary>
internal readonly record struct PatchValue(PatchNode? Value, PatchNode? Sibling);
