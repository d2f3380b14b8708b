using Hub.Fhir.FhirPath;
using Hub.Fhir.Json;
using Hub.Fhir.Outcomes;
using Hub.Fhir.Types;

namespace Hub.Fhir.Patch;

/// <summary>FHIRPath Patch (http://hl7.org/fhir/R4/fhirpatch.html): Parameters with operations, from one resource to the next.</summary>
public static class FhirPathPatch
{
    public const int MaxOperations = 200;

    /// <summary>
    /// The patched resource, still to be validated. Null, with an issue that names the operation, when one of them cannot be
    /// done; then none is.
    /// </summary>
    public static JsonText? Apply(JsonText resource, FhirElement parameters, ICollection<Issue> issues)
    {
        var operations = parameters.Exists ? parameters.Children("parameter") : [];
        if (!parameters.Exists || parameters.Type.Name != "Parameters" || operations.Count > MaxOperations)
        {
            issues.Add(Issue.Error(Problems.InvalidPatch, $"A FHIRPath Patch is a Parameters resource with at most {MaxOperations} operations."));
            return null;
        }

        var text = resource;
        for (var number = 0; number < operations.Count && text is not null; number++)
        {
            text = Apply(text, operations[number], number, issues);
        }

        return text;
    }

    private static JsonText? Apply(JsonText text, FhirElement parameter, int number, ICollection<Issue> issues)
    {
        var place = $"Parameters.parameter[{number}]";
        if (PathOperation.Read(parameter) is not { } operation)
        {
            issues.Add(Issue.Error(Problems.InvalidPatch, "Must be named operation, with parts type, path, and what the type needs: name, value, index, source, destination.", place));
            return null;
        }

        try
        {
            var root = PatchNode.Of(text.Root);
            if (operation.Apply(text, root) is { } fault)
            {
                issues.Add(Issue.Error(Problems.PatchFailed, $"Operation {number} ({operation.Kind}): {fault}", place));
                return null;
            }

            return JsonText.Parse(root.Write(), issues);
        }
        catch (FhirPathException exception)
        {
            issues.Add(Issue.Error(Problems.InvalidPatch, $"The path of operation {number} cannot be carried out: {exception.Reason}.", place));
            return null;
        }
    }
}
