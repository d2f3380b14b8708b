using Hub.Fhir.Json;

namespace Hub.Fhir.Patch;

/// <summary>One operation of a JSON Patch. Applying it answers a sentence on what is wrong, or null.</summary>
internal sealed record Operation(string Kind, JsonPointer Path, JsonPointer? From, JsonValue Value)
{
    private const string NoPlace = "there is no such place.";

    /// <summary>Null when it is no operation; members that RFC 6902 does not name are ignored, as it says.</summary>
    public static Operation? Read(JsonValue operation)
    {
        var path = operation["path"u8] is { Kind: JsonKind.String } to ? JsonPointer.Parse(to.Text) : null;
        var from = operation["from"u8] is { Kind: JsonKind.String } source ? JsonPointer.Parse(source.Text) : null;
        var kind = operation["op"u8].Text;
        var isWhole = kind switch
        {
            "add" or "replace" or "test" => operation["value"u8].Exists,
            "move" or "copy" => from is not null,
            _ => kind == "remove",
        };
        return path is null || !isWhole ? null : new(kind, path, from, operation["value"u8]);
    }

    public string? Apply(ref PatchNode root, ref int size) => Kind switch
    {
        "add" => Add(ref root, PatchNode.Of(Value), ref size),
        "remove" => Remove(root, Path),
        "replace" => Replace(ref root, ref size),
        "move" => Move(ref root, ref size),
        "copy" => From!.Find(root) is { } source ? Add(ref root, source.Copy(), ref size) : NoPlace,
        _ => Path.Find(root) is { } found && JsonEquality.AreEqual(found, PatchNode.Of(Value)) ? null : "the test does not hold.",
    };

    private string? Add(ref PatchNode root, PatchNode value, ref int size)
    {
        size += value.Size;
        if (size > JsonPatch.MaxNodes)
        {
            return "the resource would grow too large.";
        }

        if (Path.IsRoot)
        {
            root = value;
            return null;
        }

        switch (Path.FindParent(root))
        {
            case { Kind: JsonKind.Object } parent:
                parent.Set(Path.Last, value);
                return null;
            case { Kind: JsonKind.Array } parent when (Path.Last == "-" ? parent.Parts.Count : JsonPointer.Index(Path.Last, parent.Parts.Count)) is >= 0 and var place:
                parent.Parts.Insert(place, value);
                return null;
            default:
                return NoPlace;
        }
    }

    private static string? Remove(PatchNode root, JsonPointer path)
    {
        if (path.IsRoot || path.Find(root) is null)
        {
            return NoPlace;
        }

        var parent = path.FindParent(root)!;
        parent.RemoveAt(parent.Kind == JsonKind.Array ? JsonPointer.Index(path.Last, parent.Parts.Count) : parent.Names.IndexOf(path.Last));
        return null;
    }

    private string? Replace(ref PatchNode root, ref int size)
    {
        var value = PatchNode.Of(Value);
        size += value.Size;
        if (Path.IsRoot)
        {
            root = value;
            return null;
        }

        if (Path.Find(root) is null)
        {
            return NoPlace;
        }

        var parent = Path.FindParent(root)!;
        parent.Parts[parent.Kind == JsonKind.Array ? JsonPointer.Index(Path.Last, parent.Parts.Count) : parent.Names.IndexOf(Path.Last)] = value;
        return null;
    }

    private string? Move(ref PatchNode root, ref int size)
    {
        if (From!.IsAbove(Path))
        {
            return "a value cannot be moved into itself.";
        }

        var moved = From.Find(root);
        return moved is null ? NoPlace : From.IsRoot ? null : Remove(root, From) ?? Add(ref root, moved, ref size);
    }
}
