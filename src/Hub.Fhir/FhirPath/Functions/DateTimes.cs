using Hub.Fhir.FhirPath.Values;

namespace Hub.Fhir.FhirPath.Functions;

/// <summary>The parts of dates and times (https://build.fhir.org/ig/HL7/FHIRPath/#extract-datetime-components).</summary>
internal static class DateTimes
{
    public static readonly Function[] Table =
    [
        Part("yearOf", TemporalPrecision.Year, clock => clock.Year),
        Part("monthOf", TemporalPrecision.Month, clock => clock.Month),
        Part("dayOf", TemporalPrecision.Day, clock => clock.Day),
        Part("hourOf", TemporalPrecision.Hour, clock => clock.Hour),
        Part("minuteOf", TemporalPrecision.Minute, clock => clock.Minute),
        Part("secondOf", TemporalPrecision.Second, clock => clock.Second),
        Part("millisecondOf", TemporalPrecision.Millisecond, clock => clock.Millisecond),
        Function.Of("timezoneOffsetOf", 0, ZoneOf),
        Function.Of("dateOf", 0, (in call, input, output) => output.Add(Value(call, input) is { } value ? Conversions.ToDate(value) : null)),
        Function.Of("timeOf", 0, TimeOf),
        Function.Of("duration", 2, (in call, input, output) => output.Add(Between(call, input, boundaries: false))),
        Function.Of("difference", 2, (in call, input, output) => output.Add(Between(call, input, boundaries: true))),
    ];

    private static Function Part(string name, TemporalPrecision precision, Func<DateTime, int> part) => Function.Of(name, 0, (in call, input, output) =>
    {
        if (Value(call, input) is { } value && value.Precision >= precision && (value.Kind != TemporalKind.Time || precision > TemporalPrecision.Day))
        {
            output.Add(part(value.Clock));
        }
    });

    private static SystemTemporal? Value(in Call call, ValueList input) => Singleton.Value(input, call.Position) switch
    {
        null => null,
        SystemTemporal value => value,
        var other => throw Singleton.Wrong("date or time", other, call.Position),
    };

    /// <summary>Whole units from the input to the argument, or boundaries of the unit between the two.</summary>
    private static SystemInteger? Between(in Call call, ValueList input, bool boundaries)
    {
        if (Value(call, input) is not { } from || call.Single(0) is not { } end || call.Text(1) is not { } word)
        {
            return null;
        }

        if (end is not SystemTemporal to || (to.Kind == TemporalKind.Time) != (from.Kind == TemporalKind.Time) || CalendarUnits.OfWord(word) is not { } unit)
        {
            throw call.Error("duration() and difference() take a date or time of the same kind and a calendar unit");
        }

        return TemporalDistance.Between(from, to, unit, boundaries) is { } distance ? SystemInteger.Of(distance) : null;
    }

    private static void ZoneOf(in Call call, ValueList input, ValueList output)
    {
        if (Value(call, input)?.Offset is { } minutes)
        {
            output.Add(new SystemDecimal(minutes / 60m));
        }
    }

    private static void TimeOf(in Call call, ValueList input, ValueList output)
    {
        if (Value(call, input) is { Precision: > TemporalPrecision.Day } value)
        {
            output.Add(new SystemTemporal(TemporalKind.Time, value.Clock.TimeOfDay.Ticks, value.Precision));
        }
    }
}
