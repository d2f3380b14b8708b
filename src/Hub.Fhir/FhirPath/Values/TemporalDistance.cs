namespace Hub.Fhir.FhirPath.Values;

/// <summary>How far two dates or times are apart, in whole units or in boundaries crossed.</summary>
internal static class TemporalDistance
{
    /// <summary>Null when one of the two is not exact enough for the unit.</summary>
    public static int? Between(SystemTemporal from, SystemTemporal to, CalendarUnit unit, bool boundaries)
    {
        if (from.Precision < Needed(unit) || to.Precision < Needed(unit))
        {
            return null;
        }

        var (start, end) = (Moment(from, to), Moment(to, from));
        var distance = unit switch
        {
            CalendarUnit.Year or CalendarUnit.Month => Months(start, end, boundaries) is var months && unit == CalendarUnit.Month ? months : Years(start, end, months, boundaries),
            _ when boundaries => (Floor(end, unit) - Floor(start, unit)) / Ticks(unit),
            _ => (end - start).Ticks / Ticks(unit),
        };
        return distance is >= int.MinValue and <= int.MaxValue ? (int)distance : null;
    }

    private static TemporalPrecision Needed(CalendarUnit unit) => unit switch
    {
        CalendarUnit.Year => TemporalPrecision.Year,
        CalendarUnit.Month => TemporalPrecision.Month,
        CalendarUnit.Week or CalendarUnit.Day => TemporalPrecision.Day,
        CalendarUnit.Hour => TemporalPrecision.Hour,
        CalendarUnit.Minute => TemporalPrecision.Minute,
        _ => TemporalPrecision.Second,
    };

    // Two zones are brought to the first one's clock.
    private static DateTime Moment(SystemTemporal value, SystemTemporal other) =>
        value.Offset is { } own && other.Offset is { } theirs && own != theirs ? new DateTime(Math.Max(0, value.Ticks - (own * TimeSpan.TicksPerMinute))) : value.Clock;

    private static long Months(DateTime start, DateTime end, bool boundaries)
    {
        var months = ((end.Year - start.Year) * 12) + end.Month - start.Month;
        var rest = (end - end.Date.AddDays(1 - end.Day)) - (start - start.Date.AddDays(1 - start.Day));
        return boundaries ? months : months > 0 && rest < TimeSpan.Zero ? months - 1 : months < 0 && rest > TimeSpan.Zero ? months + 1 : months;
    }

    private static long Years(DateTime start, DateTime end, long months, bool boundaries) => boundaries ? end.Year - start.Year : months / 12;

    private static long Floor(DateTime moment, CalendarUnit unit) =>
        unit == CalendarUnit.Week ? moment.Date.AddDays(-(int)moment.DayOfWeek).Ticks : moment.Ticks / Ticks(unit) * Ticks(unit);

    private static long Ticks(CalendarUnit unit) => unit switch
    {
        CalendarUnit.Week => 7 * TimeSpan.TicksPerDay,
        CalendarUnit.Day => TimeSpan.TicksPerDay,
        CalendarUnit.Hour => TimeSpan.TicksPerHour,
        CalendarUnit.Minute => TimeSpan.TicksPerMinute,
        CalendarUnit.Second => TimeSpan.TicksPerSecond,
        _ => TimeSpan.TicksPerMillisecond,
    };
}
