using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>lowBoundary(), highBoundary(), precision() and comparable() (https://build.fhir.org/ig/HL7/FHIRPath/#lowboundaryprecision-integer-decimal--date--datetime--time).</summary>
internal static class Boundaries
{
    private const int DefaultPlaces = 8;
    private const int MaxPlaces = 28;

    public static readonly Function[] Table =
    [
        Function.Of("lowBoundary", 0, 1, (in call, input, output) => output.Add(Boundary(call, input, isHigh: false))),
        Function.Of("highBoundary", 0, 1, (in call, input, output) => output.Add(Boundary(call, input, isHigh: true))),
        Function.Of("precision", 0, Precision),
        Function.Predicate("comparable", 1, Comparable),
    ];

    private static SystemValue? Boundary(in Call call, ValueList input, bool isHigh)
    {
        var digits = call.Integer(0);
        return Singleton.Value(input, call.Position) switch
        {
            null => null,
            SystemQuantity quantity => OfNumber(quantity.Value, digits, isHigh) is { } bound ? new SystemQuantity(bound, quantity.Unit, quantity.IsWord) : null,
            SystemTemporal temporal => OfTemporal(temporal, digits, isHigh),
            var value when Numbers.Decimal(value) is { } number => OfNumber(number, digits, isHigh) is { } bound ? new SystemDecimal(bound) : null,
            var value => throw Singleton.Wrong("number, date or time", value, call.Position),
        };
    }

    /// <summary>Half of the last place below or above; cut to fewer places it goes outwards.</summary>
    private static decimal? OfNumber(decimal value, int? digits, bool isHigh)
    {
        var places = digits ?? DefaultPlaces;
        if (places is < 0 or > MaxPlaces || Math.Abs(value) > 1e20m)
        {
            return null;
        }

        var half = new decimal(5, 0, 0, false, (byte)Math.Min(value.Scale + 1, MaxPlaces));
        var bound = isHigh ? value + half : value - half;
        var cut = Math.Round(bound, places, isHigh ? MidpointRounding.ToPositiveInfinity : MidpointRounding.ToNegativeInfinity);
        return Decimals.WithScale(cut, places);
    }

    private static SystemTemporal? OfTemporal(SystemTemporal value, int? digits, bool isHigh)
    {
        var shift = value.Kind == TemporalKind.Time ? 8 : 0;
        var wanted = digits is null
            ? value.Kind == TemporalKind.Date ? TemporalPrecision.Day : TemporalPrecision.Millisecond
            : (TemporalPrecision)(digits.Value + shift);
        if (!Enum.IsDefined(wanted) || (value.Kind == TemporalKind.Date && wanted > TemporalPrecision.Day))
        {
            return null;
        }

        var ticks = isHigh ? value.LastTicks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond : value.Ticks;
        ticks = value.Precision == TemporalPrecision.Second && isHigh ? value.Ticks + (999 * TimeSpan.TicksPerMillisecond) : ticks;
        int? offset = wanted <= TemporalPrecision.Day || value.Kind != TemporalKind.DateTime ? null : value.Offset ?? (isHigh ? -12 * 60 : 14 * 60);
        return new SystemTemporal(value.Kind, ticks, wanted, offset);
    }

    private static void Precision(in Call call, ValueList input, ValueList output)
    {
        switch (Singleton.Value(input, call.Position))
        {
            case SystemTemporal temporal:
                output.Add((int)temporal.Precision - (temporal.Kind == TemporalKind.Time ? 8 : 0));
                break;
            case { } value when Numbers.Decimal(value) is { } number:
                output.Add(number.Scale);
                break;
        }
    }

    private static bool? Comparable(in Call call, ValueList input) =>
        Numbers.Quantity(Singleton.Value(input, call.Position)) is { } one && Numbers.Quantity(call.Single(0)) is { } other ? one.IsComparableTo(other) : null;
}
