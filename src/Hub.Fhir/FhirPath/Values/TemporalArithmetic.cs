namespace Hub.Fhir.FhirPath.Values;

/// <summary>Adds durations to dates and times (https://hl7.org/fhirpath/N1/#datetime-arithmetic).</summary>
internal static class TemporalArithmetic
{
    /// <summary>Whether the unit is one that can be added to such a value.</summary>
    public static bool Fits(SystemTemporal start, SystemQuantity amount) =>
        UnitOf(amount) is { } unit && (start.Kind != TemporalKind.Time || unit > CalendarUnit.Day);

    /// <summary>Null when the result lies outside of the years 1 to 9999.</summary>
    public static SystemTemporal? Add(SystemTemporal start, SystemQuantity amount, int sign)
    {
        try
        {
            var unit = UnitOf(amount)!.Value;
            var ticks = start.Precision is TemporalPrecision.Year or TemporalPrecision.Month
                ? AddMonths(start, amount.Value * sign, unit)
                : AddTo(start, amount.Value * sign, unit);
            return new SystemTemporal(start.Kind, start.Kind == TemporalKind.Time ? Wrap(ticks) : ticks, start.Precision, start.Offset);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    private static CalendarUnit? UnitOf(SystemQuantity amount) => CalendarUnits.OfWord(amount.Unit) ?? CalendarUnits.OfCode(amount.Unit);

    private static long AddTo(SystemTemporal start, decimal value, CalendarUnit unit) => unit switch
    {
        CalendarUnit.Year => start.Clock.AddYears(checked((int)value)).Ticks,
        CalendarUnit.Month => start.Clock.AddMonths(checked((int)value)).Ticks,
        _ => ToPrecision(start, TicksOf(value, unit)),
    };

    // A year is 365 days and a month 30 where a partial date meets a finer unit.
    private static long AddMonths(SystemTemporal start, decimal value, CalendarUnit unit)
    {
        var byYear = start.Precision == TemporalPrecision.Year;
        var months = unit switch
        {
            CalendarUnit.Year => decimal.Truncate(value) * 12,
            CalendarUnit.Month => decimal.Truncate(value),
            _ => decimal.Truncate(TicksOf(value, unit) / (decimal)TimeSpan.TicksPerDay / (byYear ? 365 : 30)) * (byYear ? 12 : 1),
        };
        return start.Clock.AddMonths(checked((int)(byYear ? months - (months % 12) : months))).Ticks;
    }

    // Decimals of what is longer than a second are dropped.
    private static long TicksOf(decimal value, CalendarUnit unit) => checked((long)(unit switch
    {
        CalendarUnit.Week => decimal.Truncate(value) * 7 * TimeSpan.TicksPerDay,
        CalendarUnit.Day => decimal.Truncate(value) * TimeSpan.TicksPerDay,
        CalendarUnit.Hour => decimal.Truncate(value) * TimeSpan.TicksPerHour,
        CalendarUnit.Minute => decimal.Truncate(value) * TimeSpan.TicksPerMinute,
        CalendarUnit.Second => value * TimeSpan.TicksPerSecond,
        _ => value * TimeSpan.TicksPerMillisecond,
    }));

    /// <summary>The start moved by whole units of its own precision.</summary>
    private static long ToPrecision(SystemTemporal start, long ticks)
    {
        var unit = start.Precision switch
        {
            TemporalPrecision.Day => TimeSpan.TicksPerDay,
            TemporalPrecision.Hour => TimeSpan.TicksPerHour,
            TemporalPrecision.Minute => TimeSpan.TicksPerMinute,
            TemporalPrecision.Second => TimeSpan.TicksPerSecond,
            _ => 1,
        };
        var moved = checked(start.Ticks + (ticks / unit * unit));
        return start.Kind == TemporalKind.Time ? moved : new DateTime(moved).Ticks;
    }

    private static long Wrap(long ticks) => ((ticks % TimeSpan.TicksPerDay) + TimeSpan.TicksPerDay) % TimeSpan.TicksPerDay;
}
