namespace Hub.Fhir.FhirPath.Functions;

/// <summary>https://hl7.org/fhirpath/N1/#combining</summary>
internal static class Combining
{
    public static readonly Function[] Table =
    [
        Function.Of("union", 1, Union),
        Function.Of("combine", 1, 2, Combine),
        Function.Of("coalesce", 1, 20, Coalesce),
    ];

    private static void Union(in Call call, ValueList input, ValueList output)
    {
        var all = call.Context.Rent();
        all.AddRange(input.Items);
        call.Arguments[0].Evaluate(call.Scope, all);
        Distinct.Add(all, output, call.Context, call.Position);
        call.Return(all);
    }

    private static void Combine(in Call call, ValueList input, ValueList output)
    {
        output.AddRange(input.Items);
        call.Arguments[0].Evaluate(call.Scope, output);
    }

    private static void Coalesce(in Call call, ValueList input, ValueList output)
    {
        var before = output.Count;
        for (var i = 0; i < call.Count && output.Count == before; i++)
        {
            call.Arguments[i].Evaluate(call.Scope, output);
        }
    }
}
