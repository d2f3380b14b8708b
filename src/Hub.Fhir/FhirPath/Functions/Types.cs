using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>https://hl7.org/fhirpath/N1/#types and https://hl7.org/fhirpath/N1/#reflection</summary>
internal static class Types
{
    // The definitions of R4 call as() on collections (invariant dom-3), where it can only mean to select: it is ofType().
    public static readonly Function[] Table =
    [
        Function.OverType("is", (in call, input) => input.Count == 0 ? null : call.Type.Includes(Singleton.Only(input, call.Position))),
        Function.OverType("as", Filtering.OfType),
        Function.Of("type", 0, Type),
    ];

    private static void Type(in Call call, ValueList input, ValueList output)
    {
        for (var i = 0; i < input.Count; i++)
        {
            output.Add(input[i].IsElement
                ? new SystemReflection("FHIR", input[i].Element.Type.Name)
                : new SystemReflection("System", input[i].Literal!.TypeName));
        }
    }
}
