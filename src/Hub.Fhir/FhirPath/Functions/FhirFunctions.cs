using Hub.Fhir.Definitions;
using Hub.Fhir.FhirPath.Values;
using Hub.Fhir.Json;
using Hub.Fhir.Types;
using Hub.Fhir.Validation;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>What FHIR adds to the language (http://hl7.org/fhir/R4/fhirpath.html#functions).</summary>
internal static class FhirFunctions
{
    private const string BaseProfile = "http://hl7.org/fhir/StructureDefinition/";

    public static readonly Function[] Table =
    [
        Function.Of("extension", 1, Extension),
        Function.Predicate("hasExtension", 1, HasExtension),
        Function.Predicate("hasValue", 0, (in _, input) => input.Count == 1 && HasValue(input[0])),
        Function.Of("getValue", 0, (in _, input, output) => output.Add(input.Count == 1 && input[0].IsElement && input[0].Element.Type.IsPrimitive ? input[0].System : null)),
        Function.Predicate("memberOf", 1, MemberOf),
        Function.Predicate("conformsTo", 1, ConformsTo),
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

    /// <summary>Of a code, Coding or CodeableConcept; empty when the value set is not held.</summary>
    private static bool? MemberOf(in Call call, ValueList input)
    {
        if (input.Count == 0 || call.Text(0) is not { } valueSet)
        {
            return null;
        }

        bool? truth = null;
        foreach (var (system, code) in Codes(Singleton.Only(input, call.Position)))
        {
            if (IsMember(call.Context, valueSet, system, code) is not { } member)
            {
                return null;
            }

            truth = truth == true || member;
        }

        return truth;
    }

    private static bool? IsMember(EvaluationContext context, string valueSet, string? system, string code) => context.MemberOf is { } ask
        ? ask(valueSet, system, code)
        : DefinitionSet.R4.RequiredCodes(valueSet) is { } codes ? system is null ? codes.Contains(System.Text.Encoding.UTF8.GetBytes(code)) : codes.Contains(system, code) : null;

    private static List<(string? System, string Code)> Codes(FhirPathValue item)
    {
        if (!item.IsElement)
        {
            return item.Literal is SystemString text ? [(null, text.Value)] : [];
        }

        var value = item.Element.Value;
        return item.Element.Type.Name switch
        {
            "Coding" => [CodingOf(value)],
            "CodeableConcept" => Codings(value["coding"u8]),
            _ => value.Kind == JsonKind.String ? [(null, value.Text)] : [],
        };
    }

    private static List<(string? System, string Code)> Codings(JsonValue codings)
    {
        var found = new List<(string?, string)>();
        foreach (var coding in codings.Items)
        {
            found.Add(CodingOf(coding));
        }

        return found;
    }

    private static (string? System, string Code) CodingOf(JsonValue coding) => (coding["system"u8].Text, coding["code"u8].Text);

    private static bool? ConformsTo(in Call call, ValueList input)
    {
        if (input.Count == 0 || call.Text(0) is not { } profile)
        {
            return null;
        }

        var item = Singleton.Only(input, call.Position);
        if (!item.IsElement)
        {
            throw call.Error("Only elements conform to profiles");
        }

        return call.Context.ConformsTo?.Invoke(item.Element, profile) ?? ConformsToBase(item.Element, profile) ?? throw call.Error($"The profile {profile} is not held");
    }

    private static bool? ConformsToBase(FhirElement element, string profile) =>
        profile.StartsWith(BaseProfile, StringComparison.Ordinal) && DefinitionSet.R4.Type(profile[BaseProfile.Length..]) is { } type
            ? element.Type.Is(type.Name)
            : null;

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
