namespace Hub.Fhir.FhirPath.Functions;

/// <summary>https://hl7.org/fhirpath/N1/#subsetting</summary>
internal static class Subsetting
{
    public static readonly Function[] Table =
    [
        Function.Of("single", 0, Single),
        Function.Of("first", 0, (in _, input, output) => Slice(input, 0, 1, output)),
        Function.Of("last", 0, (in _, input, output) => Slice(input, input.Count - 1, 1, output)),
        Function.Of("tail", 0, (in _, input, output) => Slice(input, 1, input.Count, output)),
        Function.Of("skip", 1, Skip),
        Function.Of("take", 1, Take),
        Function.Of("intersect", 1, Intersect),
        Function.Of("exclude", 1, Exclude),
    ];

    private static void Single(in Call call, ValueList input, ValueList output)
    {
        if (input.Count > 0)
        {
            output.Add(Singleton.Only(input, call.Position));
        }
    }

    private static void Skip(in Call call, ValueList input, ValueList output)
    {
        if (call.Integer(0) is { } number)
        {
            Slice(input, number, input.Count, output);
        }
    }

    private static void Take(in Call call, ValueList input, ValueList output)
    {
        if (call.Integer(0) is { } number)
        {
            Slice(input, 0, number, output);
        }
    }

    private static void Slice(ValueList input, int start, int count, ValueList output)
    {
        start = Math.Max(start, 0);
        if (start < input.Count && count > 0)
        {
            output.AddRange(input.Items.Slice(start, Math.Min(count, input.Count - start)));
        }
    }

    private static void Intersect(in Call call, ValueList input, ValueList output)
    {
        var other = call.Values(0);
        var both = call.Context.Rent();
        for (var i = 0; i < input.Count; i++)
        {
            if (Equality.Holds(other, input[i], call.Context, call.Position))
            {
                both.Add(input[i]);
            }
        }

        Distinct.Add(both, output, call.Context, call.Position);
        call.Return(both);
        call.Return(other);
    }

    private static void Exclude(in Call call, ValueList input, ValueList output)
    {
        var other = call.Values(0);
        for (var i = 0; i < input.Count; i++)
        {
            if (!Equality.Holds(other, input[i], call.Context, call.Position))
            {
                output.Add(input[i]);
            }
        }

        call.Return(other);
    }
}
