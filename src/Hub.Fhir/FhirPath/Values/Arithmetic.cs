namespace Hub.Fhir.FhirPath.Values;

/// <summary>The operators of https://hl7.org/fhirpath/N1/#math. Overflow and division by zero give nothing.</summary>
internal static class Arithmetic
{
    public static SystemValue? Calculate(string operation, SystemValue left, SystemValue right, int position)
    {
        try
        {
            return (left, right) switch
            {
                (SystemInteger one, SystemInteger other) => Integers(operation, one.Value, other.Value),
                (SystemInteger or SystemLong, SystemInteger or SystemLong) => Longs(operation, Long(left), Long(right)),
                (SystemString one, SystemString other) when operation == "+" => new SystemString(one.Value + other.Value),
                (SystemTemporal one, SystemQuantity other) when operation is "+" or "-" => Move(one, other, operation, position),
                (SystemQuantity, _) or (_, SystemQuantity) when Numbers.Quantity(left) is { } one && Numbers.Quantity(right) is { } other =>
                    QuantityArithmetic.Calculate(operation, one, other),
                _ when Numbers.Decimal(left) is { } one && Numbers.Decimal(right) is { } other => Decimals(operation, one, other),
                _ => throw new FhirPathException(FhirPathStage.Execution, $"'{operation}' does not take a {left.TypeName} and a {right.TypeName}", position),
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static long Long(SystemValue value) => value is SystemLong wide ? wide.Value : ((SystemInteger)value).Value;

    private static SystemValue? Integers(string operation, int one, int other) => operation switch
    {
        "+" => SystemInteger.Of(checked(one + other)),
        "-" => SystemInteger.Of(checked(one - other)),
        "*" => SystemInteger.Of(checked(one * other)),
        "/" => other == 0 ? null : new SystemDecimal((decimal)one / other),
        "div" => other == 0 ? null : SystemInteger.Of(checked((int)((long)one / other))),
        _ => other == 0 ? null : SystemInteger.Of((int)((long)one % other)),
    };

    private static SystemValue? Longs(string operation, long one, long other) => operation switch
    {
        "+" => new SystemLong(checked(one + other)),
        "-" => new SystemLong(checked(one - other)),
        "*" => new SystemLong(checked(one * other)),
        "/" => other == 0 ? null : new SystemDecimal((decimal)one / other),
        "div" => other == 0 ? null : new SystemLong(checked(one / other)),
        _ => other is 0 or -1 ? (other == 0 ? null : new SystemLong(0)) : new SystemLong(one % other),
    };

    private static SystemValue? Decimals(string operation, decimal one, decimal other) => operation switch
    {
        "+" => new SystemDecimal(one + other),
        "-" => new SystemDecimal(one - other),
        "*" => new SystemDecimal(one * other),
        "/" => other == 0 ? null : new SystemDecimal(one / other),
        "div" => other == 0 ? null : Whole(decimal.Truncate(one / other)),
        _ => other == 0 ? null : new SystemDecimal(one % other),
    };

    private static SystemValue? Whole(decimal number) => number is >= int.MinValue and <= int.MaxValue
        ? SystemInteger.Of((int)number)
        : number is >= long.MinValue and <= long.MaxValue ? new SystemLong((long)number) : null;

    private static SystemTemporal? Move(SystemTemporal start, SystemQuantity amount, string operation, int position) =>
        TemporalArithmetic.Fits(start, amount)
            ? TemporalArithmetic.Add(start, amount, operation == "+" ? 1 : -1)
            : throw new FhirPathException(FhirPathStage.Execution, $"A {start.TypeName} cannot be moved by '{amount.Unit}'", position);
}
