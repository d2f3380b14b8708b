using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>https://hl7.org/fhirpath/N1/#math</summary>
internal static class Mathematics
{
    public static readonly Function[] Table =
    [
        Function.Of("abs", 0, (in call, input, output) => output.Add(Abs(Singleton.Value(input, call.Position), call))),
        Function.Of("ceiling", 0, (in call, input, output) => output.Add(Whole(call, input, decimal.Ceiling))),
        Function.Of("floor", 0, (in call, input, output) => output.Add(Whole(call, input, decimal.Floor))),
        Function.Of("truncate", 0, (in call, input, output) => output.Add(Whole(call, input, decimal.Truncate))),
        Function.Of("exp", 0, (in call, input, output) => output.Add(Real(call, input, Math.Exp))),
        Function.Of("ln", 0, (in call, input, output) => output.Add(Real(call, input, Math.Log))),
        Function.Of("log", 1, (in call, input, output) => output.Add(RealWith(call, input, Log))),
        Function.Of("sqrt", 0, (in call, input, output) => output.Add(Real(call, input, Math.Sqrt))),
        Function.Of("power", 1, (in call, input, output) => output.Add(Power(call, input))),
        Function.Of("round", 0, 1, (in call, input, output) => output.Add(Round(call, input))),
    ];

    private static decimal? Number(in Call call, ValueList input) => Singleton.Value(input, call.Position) switch
    {
        null => null,
        var value => Numbers.Decimal(value) ?? throw Singleton.Wrong("number", value, call.Position),
    };

    private static SystemValue? Abs(SystemValue? value, in Call call) => value switch
    {
        null or SystemInteger { Value: int.MinValue } or SystemLong { Value: long.MinValue } => null,
        SystemInteger integer => SystemInteger.Of(Math.Abs(integer.Value)),
        SystemLong wide => new SystemLong(Math.Abs(wide.Value)),
        SystemDecimal number => new SystemDecimal(Math.Abs(number.Value)),
        SystemQuantity quantity => new SystemQuantity(Math.Abs(quantity.Value), quantity.Unit, quantity.IsWord),
        _ => throw Singleton.Wrong("number", value, call.Position),
    };

    private static SystemValue? Whole(in Call call, ValueList input, Func<decimal, decimal> round) => Number(call, input) switch
    {
        null => null,
        { } number when round(number) is >= int.MinValue and <= int.MaxValue and var whole => SystemInteger.Of((int)whole),
        { } number when round(number) is >= long.MinValue and <= long.MaxValue and var wide => new SystemLong((long)wide),
        _ => null,
    };

    private static SystemDecimal? Real(in Call call, ValueList input, Func<double, double> function) =>
        Number(call, input) is { } number ? Decimal(function((double)number)) : null;

    private static SystemDecimal? RealWith(in Call call, ValueList input, Func<double, double, double> function) =>
        Number(call, input) is { } number && call.Decimal(0) is { } argument ? Decimal(function((double)number, (double)argument)) : null;

    // Logarithms of exact powers come out a hair beside the whole number.
    private static double Log(double value, double radix)
    {
        var exact = Math.Log(value) / Math.Log(radix);
        var whole = Math.Round(exact);
        return Math.Abs(exact - whole) < 1e-12 ? whole : exact;
    }

    private static SystemDecimal? Decimal(double value) =>
        double.IsFinite(value) && Math.Abs(value) < 7e27 ? new SystemDecimal((decimal)value) : null;

    private static SystemValue? Power(in Call call, ValueList input)
    {
        var value = Singleton.Value(input, call.Position);
        if (Number(call, input) is not { } number || call.Single(0) is not { } argument)
        {
            return null;
        }

        var exponent = Numbers.Decimal(argument) ?? throw Singleton.Wrong("number", argument, call.Position);
        var result = Decimal(Math.Pow((double)number, (double)exponent));
        return value is SystemInteger && argument is SystemInteger { Value: >= 0 } && result is { Value: >= int.MinValue and <= int.MaxValue }
            ? SystemInteger.Of((int)result.Value)
            : result;
    }

    private static SystemDecimal? Round(in Call call, ValueList input)
    {
        if (Number(call, input) is not { } number)
        {
            return null;
        }

        var places = call.Integer(0) ?? 0;
        return places is >= 0 and <= 28 ? new SystemDecimal(Math.Round(number, places, MidpointRounding.AwayFromZero)) : throw call.Error("Between 0 and 28 digits can be kept");
    }
}
