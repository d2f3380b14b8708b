using System.Globalization;
using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;
using Hub.Fhir.Types;

namespace Hub.Fhir.Patch;

/// <summary>One operation of a FHIRPath Patch. Applying it answers a sentence on what is wrong, or null.</summary>
internal sealed record PathOperation(string Kind, string Path, string Name, FhirElement Content, int Index, int Source, int Destination)
{
    /// <summary>Null when a part is missing that the type needs.</summary>
    public static PathOperation? Read(FhirElement parameter)
    {
        var parts = parameter.Children("part");
        var operation = new PathOperation(
            Text(parts, "type"), Text(parts, "path"), Text(parts, "name"), Part(parts, "value"), Number(parts, "index"), Number(parts, "source"), Number(parts, "destination"));
        var isWhole = operation.Kind switch
        {
            "add" => operation.Name.Length > 0 && operation.Content.Exists,
            "insert" => operation.Index >= 0 && operation.Content.Exists,
            "replace" => operation.Content.Exists,
            "move" => operation.Source >= 0 && operation.Destination >= 0,
            _ => operation.Kind == "delete",
        };
        return isWhole && operation.Path.Length > 0 && parameter.Child("name").Value.TextEquals("operation"u8) ? operation : null;
    }

    public string? Apply(JsonText text, PatchNode root)
    {
        var found = Find(text, Path);
        if (found is null)
        {
            return "the path must lead to elements of the resource.";
        }

        return Kind switch
        {
            "add" => found is [var parent] ? Add(root, parent) : OnlyOne(found),
            "delete" => found.Count > 1 ? OnlyOne(found) : found is [var gone] ? Delete(root, gone) : null,
            "replace" => found is [var old] ? Replace(root, old) : OnlyOne(found),
            "insert" => Insert(text, root, found),
            _ => Move(root, found),
        };
    }

    private static List<FhirElement>? Find(JsonText text, string path)
    {
        var found = FhirPathExpression.Compile(path).Evaluate(FhirElement.OfResource(text.Root), new EvaluationContext());
        return found.All(value => value.IsElement && ReferenceEquals((value.Element.Value.Source ?? value.Element.Sibling.Source), text))
            ? found.Select(value => value.Element).ToList()
            : null;
    }

    private static string OnlyOne(List<FhirElement> found) =>
        found.Count == 0 ? "the path leads to nothing." : $"the path leads to {found.Count} elements, and must lead to one.";

    private string? Add(PatchNode root, FhirElement parent)
    {
        if (parent.Type.IsPrimitive)
        {
            return AddBeside(root, parent);
        }

        var owner = parent.Value.Index == 0 ? root : Node(root, Row(parent));
        return PatchContent.Put(owner, parent.Type, Name, Content);
    }

    /// <summary>Extensions of a primitive stand in the sibling of its value.</summary>
    private string? AddBeside(PatchNode root, FhirElement primitive)
    {
        var slot = Slot.Find(root, Row(primitive));
        var beside = primitive.Sibling.Exists ? PatchNode.Of(primitive.Sibling).Copy() : PatchNode.Empty(JsonKind.Object);
        if (PatchContent.Put(beside, primitive.Type, Name, Content) is { } fault)
        {
            return fault;
        }

        Put(slot, new(primitive.Value.Exists ? PatchNode.Of(primitive.Value).Copy() : null, beside));
        return null;
    }

    /// <summary>An object that is left without elements goes too.</summary>
    private static string? Delete(PatchNode root, FhirElement gone)
    {
        if (gone.Value.Index == 0)
        {
            return "the resource itself cannot be deleted by a patch.";
        }

        var slot = Slot.Find(root, Row(gone));
        slot.Remove();
        while (slot.Owner.Parts.Count == 0 && !ReferenceEquals(slot.Owner, root))
        {
            slot = Slot.Find(root, slot.Owner.Row);
            slot.Remove();
        }

        return null;
    }

    private string? Replace(PatchNode root, FhirElement old)
    {
        if (old.Value.Index == 0)
        {
            return "the resource itself cannot be replaced by a patch.";
        }

        var slot = Slot.Find(root, Row(old));
        var member = old.Member!;
        if (PatchContent.Read(Content, member.Type, out var value) is { } fault)
        {
            return fault;
        }

        if (member.Element.IsChoice && Content.Child("value").Type is { } given && given != member.Type)
        {
            slot.Remove();
            slot = new(slot.Owner, $"{member.Element.Name}{char.ToUpperInvariant(given.Name[0])}{given.Name[1..]}", -1);
        }

        Put(slot, value);
        return null;
    }

    private string? Insert(JsonText text, PatchNode root, List<FhirElement> found)
    {
        if (found.Count == 0)
        {
            return Index == 0 ? InsertFirst(text, root) : "there is no such list.";
        }

        if (List(root, found) is not { } slot)
        {
            return "the path must lead to a whole list.";
        }

        if (Index > slot.Count)
        {
            return "the index lies behind the end of the list.";
        }

        if (PatchContent.Read(Content, found[0].Member!.Type, out var value) is { } fault)
        {
            return fault;
        }

        slot.Insert(Index, value);
        return null;
    }

    /// <summary>A list that is not there yet: what stands before the last name is the parent.</summary>
    private string? InsertFirst(JsonText text, PatchNode root)
    {
        var dot = Path.LastIndexOf('.');
        return dot < 0 || Find(text, Path[..dot]) is not [var parent]
            ? "there is no such list."
            : (this with { Name = Path[(dot + 1)..] }).Add(root, parent);
    }

    private string? Move(PatchNode root, List<FhirElement> found)
    {
        if (found.Count == 0 || List(root, found) is not { } slot)
        {
            return "the path must lead to a whole list.";
        }

        if (Source >= slot.Count || Destination >= slot.Count)
        {
            return "source and destination must lie in the list.";
        }

        slot.Insert(Destination, slot.TakeAt(Source));
        return null;
    }

    /// <summary>The slot that all these elements fill; null when they are not one list.</summary>
    private static Slot? List(PatchNode root, List<FhirElement> found)
    {
        var slots = found.ConvertAll(element => Slot.Find(root, Row(element)));
        var isList = slots.TrueForAll(slot => slot.Index >= 0 && ReferenceEquals(slot.Owner, slots[0].Owner) && slot.Name == slots[0].Name);
        return isList && slots[0].Count == found.Count ? slots[0] : null;
    }

    private static void Put(Slot slot, PatchValue value)
    {
        if (slot.Index >= 0)
        {
            slot.SetAt(slot.Index, value);
        }
        else
        {
            slot.Set(value);
        }
    }

    private static PatchNode Node(PatchNode root, int row)
    {
        var slot = Slot.Find(root, row);
        var node = slot.Owner.Member(slot.Name)!;
        return slot.Index < 0 ? node : node.Parts[slot.Index];
    }

    private static int Row(FhirElement element) => element.Value.Exists ? element.Value.Index : element.Sibling.Index;

    private static FhirElement Part(IReadOnlyList<FhirElement> parts, string name) =>
        parts.FirstOrDefault(part => part.Child("name").Value.Text == name);

    private static string Text(IReadOnlyList<FhirElement> parts, string name) => Part(parts, name) is { Exists: true } part ? part.Child("value").Value.Text : "";

    private static int Number(IReadOnlyList<FhirElement> parts, string name) =>
        int.TryParse(Text(parts, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
