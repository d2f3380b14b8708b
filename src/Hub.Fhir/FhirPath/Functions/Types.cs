using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>https://hl7.org/fhirpath/N1/#types and https://hl7.org/fhirpath/N1/#reflection</summary>
internal static class Types
{
    public static readonly Function[] Table =
    [
        Function.OverType("is", (in call, input) => input.Count == 0 ? null : call.Type.Includes(Singleton.Only(input, call.Position))),
        Function.OverType("as", As),
        Function.Of("type", 0, Type),
    ];

    private static void As(in Call call, ValueList input, ValueList output)
    {
        if (input.Count > 0 && call.Type.Selects(Singleton.Only(input, call.Position)))
        {
            output.Add(input[0]);
        }
    }

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
