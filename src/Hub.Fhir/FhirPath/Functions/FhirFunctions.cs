using Hub.Fhir.Json;
using Hub.Fhir.Validation;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>What FHIR adds to the language (http://hl7.org/fhir/R4/fhirpath.html#functions).</summary>
internal static class FhirFunctions
{
    public static readonly Function[] Table =
    [
        Function.Of("extension", 1, Extension),
        Function.Predicate("hasExtension", 1, HasExtension),
        Function.Predicate("hasValue", 0, (in _, input) => input.Count == 1 && HasValue(input[0])),
        Function.Of("getValue", 0, (in _, input, output) => output.Add(input.Count == 1 && input[0].IsElement && input[0].Element.Type.IsPrimitive ? input[0].System : null)),
        Function.Predicate("htmlChecks", 0, HtmlChecks),
        Function.Of("checkModifiers", 0, 20, CheckModifiers),
    ];

    // A decimal beyond all bounds has a value too, though none to calculate with.
    private static bool HasValue(in FhirPathValue item) => item.IsElement ? item.Element.Type.IsPrimitive && item.Element.Value.Exists : item.Exists;

    private static void Extension(in Call call, ValueList input, ValueList output)
    {
        if (call.Text(0) is not { } url)
        {
            return;
        }

        var found = call.Context.Rent();
        for (var i = 0; i < input.Count; i++)
        {
            if (input[i].IsElement)
            {
                call.Context.AddChildren(input[i].Element, "extension", found, call.Position);
            }
        }

        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].Element.Value["url"u8].Text == url)
            {
                output.Add(found[i]);
            }
        }

        call.Return(found);
    }

    private static bool? HasExtension(in Call call, ValueList input)
    {
        var found = call.Context.Rent();
        Extension(call, input, found);
        var truth = found.Count > 0;
        call.Return(found);
        return truth;
    }

    private static bool? HtmlChecks(in Call call, ValueList input)
    {
        for (var i = 0; i < input.Count; i++)
        {
            if (input[i].IsElement && input[i].Element.Value is { Kind: JsonKind.String } div && new XhtmlScanner(div.Utf8).Fault() is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckModifiers(in Call call, ValueList input, ValueList output)
    {
        var allowed = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < call.Count; i++)
        {
            allowed.Add(call.Text(i) ?? "");
        }

        var found = call.Context.Rent();
        for (var i = 0; i < input.Count; i++)
        {
            if (input[i].IsElement)
            {
                call.Context.AddChildren(input[i].Element, "modifierExtension", found, call.Position);
            }
        }

        for (var i = 0; i < found.Count; i++)
        {
            if (!allowed.Contains(found[i].Element.Value["url"u8].Text))
            {
                throw call.Error("There is a modifier extension that is not understood");
            }
        }

        call.Return(found);
        output.AddRange(input.Items);
    }
}
