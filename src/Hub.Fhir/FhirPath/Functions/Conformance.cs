using Hub.Fhir.Definitions;
using Hub.Fhir.Validation.Profiles;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>What FHIR asks of definitions (http://hl7.org/fhir/R4/fhirpath.html#functions): conformsTo, slice, elementDefinition.</summary>
internal static class Conformance
{
    public static readonly Function[] Table =
    [
        Function.Predicate("conformsTo", 1, ConformsTo),
        Function.Of("slice", 2, Slice),
        Function.Of("elementDefinition", 0, ElementDefinition),
    ];

    private static bool? ConformsTo(in Call call, ValueList input)
    {
        if (input.Count == 0 || call.Text(0) is not { } canonical)
        {
            return null;
        }

        var item = Singleton.Only(input, call.Position);
        if (!item.IsElement)
        {
            throw call.Error("Only elements conform to profiles");
        }

        return TypeOfR4(canonical) is { } type ? item.Element.Type.Is(type.Name) : call.Context.Conformance().Conforms(item.Element, Held(call, canonical));
    }

    /// <summary>Those items that are of a slice of a profile.</summary>
    private static void Slice(in Call call, ValueList input, ValueList output)
    {
        if (call.Text(0) is not { } canonical || call.Text(1) is not { } name)
        {
            throw call.Error("A profile and the name of a slice are expected");
        }

        var slices = Held(call, canonical).Slices(name);
        if (slices.Count == 0)
        {
            throw call.Error($"The profile {canonical} has no slice {name}");
        }

        for (var i = 0; i < input.Count; i++)
        {
            call.Context.Spend(1, call.Position);
            if (input[i].IsElement && SliceMatch.Is(input[i].Element, slices, call.Context.Conformance()))
            {
                output.Add(input[i]);
            }
        }
    }

    private static void ElementDefinition(in Call call, ValueList input, ValueList output)
    {
        for (var i = 0; i < input.Count; i++)
        {
            call.Context.Spend(1, call.Position);
            if (input[i].IsElement)
            {
                output.Add(ElementDefinitions.Of(input[i].Element));
            }
        }
    }

    private static Profile Held(in Call call, string canonical) =>
        call.Context.Profile(canonical) ?? throw call.Error($"The profile {canonical} is not held");

    private static TypeDefinition? TypeOfR4(string canonical) =>
        canonical.StartsWith(R4Profiles.Base, StringComparison.Ordinal) ? DefinitionSet.R4.Type(canonical[R4Profiles.Base.Length..]) : null;
}
