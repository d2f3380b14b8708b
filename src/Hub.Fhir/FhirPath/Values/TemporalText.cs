namespace Hub.Fhir.FhirPath.Values;

/// <summary>Reads dates and times: YYYY(-MM(-DD)), and hh(:mm(:ss(.f))) with a zone behind a date.</summary>
public static class TemporalText
{
    public static SystemTemporal? Date(ReadOnlySpan<char> text) =>
        TryDate(text, out var ticks, out var precision) ? new SystemTemporal(TemporalKind.Date, ticks, precision) : null;

    /// <summary>With or without a time; the T may stand without one.</summary>
    public static SystemTemporal? DateTime(ReadOnlySpan<char> text)
    {
        var split = text.IndexOf('T');
        var date = split < 0 ? text : text[..split];
        if (!TryDate(date, out var day, out var precision))
        {
            return null;
        }

        var rest = split < 0 ? default : text[(split + 1)..];
        if (rest.IsEmpty)
        {
            return new SystemTemporal(TemporalKind.DateTime, day, precision);
        }

        var zone = rest.IndexOfAny("Z+-");
        var clock = zone < 0 ? rest : rest[..zone];
        return precision == TemporalPrecision.Day && TryTime(clock, out var ticks, out precision) && TryZone(zone < 0 ? default : rest[zone..], out var offset)
            ? new SystemTemporal(TemporalKind.DateTime, day + ticks, precision, offset)
            : null;
    }

    public static SystemTemporal? Time(ReadOnlySpan<char> text) =>
        TryTime(text, out var ticks, out var precision) ? new SystemTemporal(TemporalKind.Time, ticks, precision) : null;

    private static bool TryDate(ReadOnlySpan<char> text, out long ticks, out TemporalPrecision precision)
    {
        (ticks, precision) = (0, TemporalPrecision.Year);
        int month = 1, day = 1;
        if (text.Length is not (4 or 7 or 10)
            || !Digits(text[..4], out var year) || year == 0
            || (text.Length >= 7 && (text[4] != '-' || !Digits(text[5..7], out month)))
            || (text.Length == 10 && (text[7] != '-' || !Digits(text[8..], out day)))
            || month is < 1 or > 12 || day < 1 || day > System.DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        precision = text.Length switch { 4 => TemporalPrecision.Year, 7 => TemporalPrecision.Month, _ => TemporalPrecision.Day };
        ticks = new DateTime(year, month, day).Ticks;
        return true;
    }

    private static bool TryTime(ReadOnlySpan<char> text, out long ticks, out TemporalPrecision precision)
    {
        (ticks, precision) = (0, TemporalPrecision.Hour);
        int minute = 0, second = 0;
        if (text.Length is not (2 or 5 or 8 or >= 10)
            || !Digits(text[..2], out var hour)
            || (text.Length >= 5 && (text[2] != ':' || !Digits(text[3..5], out minute)))
            || (text.Length >= 8 && (text[5] != ':' || !Digits(text[6..8], out second)))
            || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        precision = text.Length switch
        {
            2 => TemporalPrecision.Hour,
            5 => TemporalPrecision.Minute,
            8 => TemporalPrecision.Second,
            _ => TemporalPrecision.Millisecond,
        };
        ticks = ((((hour * 60L) + minute) * 60) + Math.Min(second, 59)) * TimeSpan.TicksPerSecond;
        return text.Length < 10 || (text[8] == '.' && TryFraction(text[9..], ref ticks));
    }

    private static bool TryFraction(ReadOnlySpan<char> text, ref long ticks)
    {
        var unit = TimeSpan.TicksPerSecond;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            unit /= 10;
            ticks += (digit - '0') * unit;
        }

        return text.Length <= 30;
    }

    private static bool TryZone(ReadOnlySpan<char> text, out int? offset)
    {
        offset = text.IsEmpty ? null : 0;
        if (text.IsEmpty || text is "Z")
        {
            return true;
        }

        if (text.Length != 6 || text[3] != ':' || !Digits(text[1..3], out var hours) || !Digits(text[4..], out var minutes) || hours > 14 || minutes > 59)
        {
            return false;
        }

        offset = (text[0] == '-' ? -1 : 1) * ((hours * 60) + minutes);
        return true;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return true;
    }
}
