using Hub.Fhir.FhirPath.Expressions;
using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>https://hl7.org/fhirpath/N1/#utility-functions, with defineVariable() and sort() of the later drafts.</summary>
internal static class Utilities
{
    public const string DefineVariable = "defineVariable";

    public static readonly Function[] Table =
    [
        Function.Of("trace", 1, 2, Trace),
        Function.Of("now", 0, (in call, _, output) => output.Add(call.Context.Moment(call.Position))),
        Function.Of("today", 0, (in call, _, output) => output.Add(Conversions.ToDate(call.Context.Moment(call.Position)))),
        Function.Of("timeOfDay", 0, TimeOfDay),
        Function.Of("sort", 0, 10, Sort),
        Function.Of(DefineVariable, 1, 2, Define),
    ];

    private static void Trace(in Call call, ValueList input, ValueList output)
    {
        if (call.Context.Trace is { } trace)
        {
            var seen = call.Context.Rent();
            for (var i = 0; i < input.Count && call.Count > 1; i++)
            {
                call.Project(1, input[i], i, seen);
            }

            trace(call.Text(0) ?? "", call.Count > 1 ? seen.ToArray() : input.ToArray());
            call.Return(seen);
        }

        output.AddRange(input.Items);
    }

    /// <summary>What follows sees %name: the value of the second argument on each item, or the input itself.</summary>
    private static void Define(in Call call, ValueList input, ValueList output)
    {
        var name = call.Text(0) ?? throw call.Error("The variable has no name");
        var values = call.Context.Rent();
        if (call.Count == 1)
        {
            values.AddRange(input.Items);
        }

        for (var i = 0; i < input.Count && call.Count == 2; i++)
        {
            call.Project(1, input[i], i, values);
        }

        if (ExternalExpression.IsGiven(name) || !call.Scope.Variables!.TryDefine(name, values.ToArray()))
        {
            throw call.Error($"%{name} is defined already");
        }

        call.Return(values);
        output.AddRange(input.Items);
    }

    private static void TimeOfDay(in Call call, ValueList input, ValueList output)
    {
        var now = call.Context.Moment(call.Position);
        output.Add(new SystemTemporal(TemporalKind.Time, now.Clock.TimeOfDay.Ticks, now.Precision));
    }

    private static void Sort(in Call call, ValueList input, ValueList output)
    {
        call.Context.Spend(input.Count * Math.Min(input.Count, 100), call.Position);
        var rows = new (FhirPathValue Item, SystemValue?[] Keys)[input.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (input[i], Keys(call, input[i], i));
        }

        var position = call.Position;
        var signs = call.Arguments.Select(argument => argument is PolarityExpression { IsMinus: true } ? -1 : 1).DefaultIfEmpty(1).ToArray();
        foreach (var (item, _) in rows.OrderBy(row => row.Keys, Comparer<SystemValue?[]>.Create((one, other) => Compare(one, other, signs, position))))
        {
            output.Add(item);
        }
    }

    // A minus sign before a key turns its order; it is no arithmetic, so that texts can be turned too.
    private static SystemValue?[] Keys(in Call call, in FhirPathValue item, int index)
    {
        if (call.Count == 0)
        {
            return [item.System];
        }

        var keys = new SystemValue?[call.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var values = call.Context.Rent();
            var key = call.Arguments[i] is PolarityExpression polarity ? polarity.Operand : call.Arguments[i];
            key.Evaluate(call.Scope.At(item, index), values);
            keys[i] = Singleton.Value(values, call.Position);
            call.Return(values);
        }

        return keys;
    }

    // An item without a key is after all others, and before them where the order is turned.
    private static int Compare(SystemValue?[] one, SystemValue?[] other, int[] signs, int position)
    {
        for (var i = 0; i < one.Length; i++)
        {
            var order = (one[i], other[i]) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                ({ } left, { } right) => Ordering.Compare(left, right, position) ?? 0,
            };
            if (order != 0)
            {
                return order * signs[i];
            }
        }

        return 0;
    }
}
