using System.Globalization;

namespace Hub.Fhir.Types;

/// <summary>How much of a date is said.</summary>
public enum DatePrecision
{
    Year,
    Month,
    Day,
    Minute,
    Second,
    Fraction,
}

/// <summary>
/// A date, dateTime or instant with the precision it was written in (http://hl7.org/fhir/R4/datatypes.html#dateTime), as the
/// span of moments it may mean: Low is the first, High the first after. Without a zone it is read as UTC.
/// </summary>
public readonly record struct FhirDateTime(DatePrecision Precision, DateTimeOffset Low, DateTimeOffset High, bool HasZone)
{
    /// <summary>Also takes what only search sends: minutes without seconds.</summary>
    public static bool TryParse(string text, out FhirDateTime value)
    {
        value = default;
        var precision = text.Length switch
        {
            4 => DatePrecision.Year,
            7 => DatePrecision.Month,
            10 => DatePrecision.Day,
            _ => DatePrecision.Minute,
        };
        if (!TryParseDay(text, precision, out var day))
        {
            return false;
        }

        return precision < DatePrecision.Minute ? TrySpan(precision, new DateTimeOffset(day, TimeSpan.Zero), false, out value) : TryParseTime(text, day, out value);
    }

    private static bool TryParseDay(string text, DatePrecision precision, out DateTime day)
    {
        var format = precision switch { DatePrecision.Year => "yyyy", DatePrecision.Month => "yyyy-MM", _ => "yyyy-MM-dd" };
        var head = text.Length > 10 ? text[..10] : text;
        return DateTime.TryParseExact(head, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static bool TryParseTime(string text, DateTime day, out FhirDateTime value)
    {
        value = default;
        var zoneAt = text.IndexOfAny(['Z', '+', '-'], 10);
        var time = zoneAt < 0 ? text[10..] : text[10..zoneAt];
        if (!TryParseZone(zoneAt < 0 ? "Z" : text[zoneAt..], out var zone) || !TryParseClock(time, out var clock, out var precision))
        {
            return false;
        }

        // Year 1 and year 9999 have moments that no offset can move.
        var ticks = day.Ticks + clock.Ticks - zone.Ticks;
        return ticks >= 0 && ticks < DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay
            && TrySpan(precision, new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(zone), zoneAt >= 0, out value);
    }

    private static bool TryParseZone(string text, out TimeSpan zone)
    {
        zone = TimeSpan.Zero;
        if (text == "Z")
        {
            return true;
        }

        var isOffset = TimeSpan.TryParseExact(text[1..], "hh\\:mm", CultureInfo.InvariantCulture, out zone) && zone <= TimeSpan.FromHours(14);
        zone = text[0] == '-' ? -zone : zone;
        return isOffset;
    }

    private static bool TryParseClock(string text, out TimeSpan clock, out DatePrecision precision)
    {
        precision = text.Length switch { 6 => DatePrecision.Minute, 9 => DatePrecision.Second, _ => DatePrecision.Fraction };
        var isLeapSecond = text.Length >= 9 && text.AsSpan(7, 2).SequenceEqual("60");
        var sane = isLeapSecond ? $"{text[..7]}59{text[9..]}" : text;
        if (sane.Length > 17)
        {
            sane = sane[..17];
        }

        var format = precision switch
        {
            DatePrecision.Minute => "'T'hh\\:mm",
            DatePrecision.Second => "'T'hh\\:mm\\:ss",
            _ => "'T'hh\\:mm\\:ss\\.FFFFFFF",
        };
        var isClock = TimeSpan.TryParseExact(sane, format, CultureInfo.InvariantCulture, out clock) && !text.EndsWith('.');
        clock += isLeapSecond ? TimeSpan.FromSeconds(1) : TimeSpan.Zero;
        return isClock;
    }

    private static bool TrySpan(DatePrecision precision, DateTimeOffset low, bool hasZone, out FhirDateTime value)
    {
        if (low.Year == 9999 && precision < DatePrecision.Minute)
        {
            value = new(precision, low, DateTimeOffset.MaxValue, hasZone);
            return true;
        }

        var high = precision switch
        {
            DatePrecision.Year => low.AddYears(1),
            DatePrecision.Month => low.AddMonths(1),
            DatePrecision.Day => low.AddDays(1),
            DatePrecision.Minute => low.AddMinutes(1),
            DatePrecision.Second => low.AddSeconds(1),
            _ => low.AddTicks(1),
        };
        value = new(precision, low, high, hasZone);
        return true;
    }
}
