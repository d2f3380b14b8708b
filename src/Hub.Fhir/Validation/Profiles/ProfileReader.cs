using System.Text;
using Hub.Fhir.Definitions;
using Hub.Fhir.Json;

namespace Hub.Fhir.Validation.Profiles;

/// <summary>Builds the tree of constraints from a StructureDefinition: from its snapshot, or from its differential where there is none.</summary>
internal sealed class ProfileReader
{
    private static readonly Slicing ByUrl = new([new("value", "url")], "open", false);
    private static readonly Slicing ByType = new([new("type", "$this")], "open", false);

    /// <summary>The element at each path that was read last: what follows below that path belongs to it.</summary>
    private readonly Dictionary<string, ProfileElement> open = new(StringComparer.Ordinal);

    private readonly string url;

    private ProfileReader(string url) => this.url = url;

    /// <summary>Null when it has no url or names elements that R4 does not have: such a definition says nothing that could be held to.</summary>
    public static Profile? Read(JsonValue definition)
    {
        if (!definition["url"u8].Exists || !definition["type"u8].Exists)
        {
            return null;
        }

        var whole = definition["snapshot"u8];
        var elements = (whole.Exists ? whole : definition["differential"u8])["element"u8];
        foreach (var element in elements.Items)
        {
            if (!IsOfR4(element["path"u8].Text))
            {
                return null;
            }
        }

        var root = new ProfileReader(definition["url"u8].Text).Tree(elements, definition["type"u8].Text);
        SnapshotPruning.Prune(root, DefinitionSet.R4.Type(root.Name));
        return new Profile(definition, root);
    }

    /// <summary>Whether R4 has such an element; below a choice or a place for any resource the type is not known.</summary>
    private static bool IsOfR4(string path)
    {
        var steps = path.Split('.');
        var type = DefinitionSet.R4.Type(steps[0]);
        foreach (var step in steps.Skip(1))
        {
            if (type is not { IsAbstract: false })
            {
                return type is not null;
            }

            var name = ProfileElementReader.NameOf(step);
            var types = type.Element(name)?.Types ?? (type.Member(Encoding.UTF8.GetBytes(name)) is { } member ? [member.Type] : []);
            if (types.Count != 1)
            {
                return types.Count > 1;
            }

            type = types[0];
        }

        return type is not null;
    }

    private ProfileElement Tree(JsonValue elements, string type)
    {
        foreach (var element in elements.Items)
        {
            var path = element["path"u8].Text;
            if (path.Length == 0)
            {
                continue;
            }

            var read = ProfileElementReader.Read(element, url);
            if (read.SliceName is not null && path.Contains('.', StringComparison.Ordinal))
            {
                AddSlice(read);
            }
            else
            {
                Add(read);
            }
        }

        return open.TryGetValue(type, out var root) ? root : new ProfileElement { Name = type, Path = type };
    }

    private void Add(ProfileElement element)
    {
        var dot = element.Path.LastIndexOf('.');
        if (dot > 0)
        {
            Parent(element.Path[..dot]).Children.Add(element);
        }

        Open(element);
    }

    private void AddSlice(ProfileElement slice)
    {
        var parent = Parent(slice.Path[..slice.Path.LastIndexOf('.')]);
        var sliced = parent.Children.FindLast(child => child.Name == slice.Name);
        if (sliced is null)
        {
            sliced = new ProfileElement { Name = slice.Name, Path = slice.Path };
            parent.Children.Add(sliced);
        }

        var outer = Outer(sliced, slice.SliceName!);
        outer.Slices.Add(slice);
        outer.Slicing ??= slice.Name is "extension" or "modifierExtension" ? ByUrl : slice.Path.EndsWith("[x]", StringComparison.Ordinal) ? ByType : sliced.Slicing;
        Open(slice);
    }

    /// <summary>The slice "a/b" is a slice of the slice "a".</summary>
    private static ProfileElement Outer(ProfileElement sliced, string name)
    {
        for (var slash = name.LastIndexOf('/'); slash > 0; slash = name.LastIndexOf('/', slash - 1))
        {
            if (Find(sliced, name[..slash]) is { } outer)
            {
                return outer;
            }
        }

        return sliced;
    }

    private static ProfileElement? Find(ProfileElement sliced, string name)
    {
        foreach (var slice in sliced.Slices)
        {
            if (slice.SliceName == name)
            {
                return slice;
            }

            if (Find(slice, name) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }

    /// <summary>What a differential leaves out between two elements is put in empty.</summary>
    private ProfileElement Parent(string path)
    {
        if (open.TryGetValue(path, out var known))
        {
            return known;
        }

        Add(new ProfileElement { Name = ProfileElementReader.NameOf(path), Path = path });
        return open[path];
    }

    private void Open(ProfileElement element)
    {
        var below = element.Path + ".";
        foreach (var path in open.Keys.Where(path => path.StartsWith(below, StringComparison.Ordinal)).ToList())
        {
            open.Remove(path);
        }

        open[element.Path] = element;
    }
}
