using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>https://hl7.org/fhirpath/N1/#aggregates, with sum, min, max and avg of the later drafts.</summary>
internal static class Aggregates
{
    public static readonly Function[] Table =
    [
        Function.Of("aggregate", 1, 2, Aggregate),
        Function.Of("sum", 0, (in call, input, output) => output.Add(Fold(call, input, "+"))),
        Function.Of("min", 0, (in call, input, output) => output.Add(Extreme(call, input, -1))),
        Function.Of("max", 0, (in call, input, output) => output.Add(Extreme(call, input, 1))),
        Function.Of("avg", 0, Average),
    ];

    private static void Aggregate(in Call call, ValueList input, ValueList output)
    {
        var total = call.Context.Rent();
        if (call.Count == 2)
        {
            call.Arguments[1].Evaluate(call.Scope, total);
        }

        for (var i = 0; i < input.Count; i++)
        {
            call.Context.Spend(1, call.Position);
            var next = call.Context.Rent();
            call.Arguments[0].Evaluate(call.Scope.WithTotal(input[i], i, total), next);
            call.Return(total);
            total = next;
        }

        output.AddRange(total.Items);
        call.Return(total);
    }

    private static SystemValue? Fold(in Call call, ValueList input, string operation)
    {
        SystemValue? total = null;
        for (var i = 0; i < input.Count; i++)
        {
            if (input[i].System is { } value)
            {
                total = total is null ? value : Arithmetic.Calculate(operation, total, value, call.Position);
            }
        }

        return total;
    }

    private static SystemValue? Extreme(in Call call, ValueList input, int wanted)
    {
        SystemValue? found = null;
        for (var i = 0; i < input.Count; i++)
        {
            if (input[i].System is { } value && (found is null || Ordering.Compare(value, found, call.Position) * wanted > 0))
            {
                found = value;
            }
        }

        return found;
    }

    private static void Average(in Call call, ValueList input, ValueList output)
    {
        if (Fold(call, input, "+") is { } sum)
        {
            output.Add(Arithmetic.Calculate("/", sum, SystemInteger.Of(input.Count), call.Position));
        }
    }
}
