namespace Hub.Fhir.FhirPath.Functions;

/// <summary>https://hl7.org/fhirpath/N1/#filtering-and-projection</summary>
internal static class Filtering
{
    public static readonly Function[] Table =
    [
        Function.Of("where", 1, Where),
        Function.Of("select", 1, Select),
        Function.Of("repeat", 1, (in call, input, output) => Repeat(call, input, output, distinct: true)),
        Function.Of("repeatAll", 1, (in call, input, output) => Repeat(call, input, output, distinct: false)),
        Function.OverType("ofType", OfType),
    ];

    private static void Where(in Call call, ValueList input, ValueList output)
    {
        for (var i = 0; i < input.Count; i++)
        {
            if (call.Holds(0, input[i], i) == true)
            {
                output.Add(input[i]);
            }
        }
    }

    private static void Select(in Call call, ValueList input, ValueList output)
    {
        for (var i = 0; i < input.Count; i++)
        {
            call.Project(0, input[i], i, output);
        }
    }

    /// <summary>Projects what it has found until nothing new comes; the bound on steps ends what would go on for ever.</summary>
    private static void Repeat(in Call call, ValueList input, ValueList output, bool distinct)
    {
        var start = output.Count;
        var found = call.Context.Rent();
        for (var i = 0; i < input.Count; i++)
        {
            call.Project(0, input[i], i, found);
        }

        for (var i = 0; i < found.Count; i++)
        {
            var item = found[i];
            if (distinct && HoldsFrom(output, start, item, call))
            {
                continue;
            }

            output.Add(item);
            call.Project(0, item, i, found);
        }

        call.Return(found);
    }

    private static bool HoldsFrom(ValueList list, int start, in FhirPathValue item, in Call call)
    {
        call.Context.Spend(list.Count - start, call.Position);
        for (var i = start; i < list.Count; i++)
        {
            if (Equality.AreEqual(list[i], item) == true)
            {
                return true;
            }
        }

        return false;
    }

    public static void OfType(in Call call, ValueList input, ValueList output)
    {
        for (var i = 0; i < input.Count; i++)
        {
            if (call.Type.Selects(input[i]))
            {
                output.Add(input[i]);
            }
        }
    }
}
