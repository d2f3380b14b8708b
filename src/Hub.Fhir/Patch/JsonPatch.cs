using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;

namespace Hub.Fhir.Patch;

/// <summary>JSON Patch (RFC 6902) from one JSON text to the next; what no operation touches stays token for token.</summary>
public static class JsonPatch
{
    public const int MaxOperations = 1000;
    internal const int MaxNodes = 1_000_000;

    /// <summary>Null, with an issue that names the operation, when one of them cannot be done; then none is.</summary>
    public static JsonText? Apply(JsonText resource, JsonText patch, ICollection<Issue> issues)
    {
        if (patch.Root.Kind != JsonKind.Array || patch.Root.Count > MaxOperations)
        {
            issues.Add(Issue.Error(Problems.InvalidPatch, $"A JSON Patch is an array of at most {MaxOperations} operations."));
            return null;
        }

        var root = PatchNode.Of(resource.Root);
        var number = 0;
        var size = root.Size;
        foreach (var item in patch.Root.Items)
        {
            if (Operation.Read(item) is not { } operation)
            {
                issues.Add(Issue.Error(Problems.InvalidPatch, $"Operation {number} is no operation of RFC 6902: op, path as a JSON pointer, and value or from."));
                return null;
            }

            if (operation.Apply(ref root, ref size) is { } fault)
            {
                issues.Add(Issue.Error(Problems.PatchFailed, $"Operation {number} ({operation.Kind}): {fault}"));
                return null;
            }

            number++;
        }

        return JsonText.Parse(root.Write(), issues);
    }
}
