namespace Hub.Fhir.Search;

/// <summary>
/// A date or time as the stretch it covers, [Low, High): a year, month, day, minute or second; a fraction of a second is a point.
/// Without a time zone it is taken as UTC.
/// </summary>
internal readonly record struct DateInterval(DateTimeOffset Low, DateTimeOffset High)
{
    private static readonly int[] DaysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>YYYY, YYYY-MM, YYYY-MM-DD, or that with Thh:mm, Thh:mm:ss or Thh:mm:ss.f and an optional zone.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateInterval interval)
    {
        interval = default;
        var time = text.IndexOf('T');
        if (!TryDate(time < 0 ? text : text[..time], out var year, out var month, out var day))
        {
            return false;
        }

        if (time < 0)
        {
            var low = new DateTime(year, Math.Max(month, 1), Math.Max(day, 1), 0, 0, 0, DateTimeKind.Utc);
            interval = new(low, End(low, month == 0 ? 12 : day == 0 ? 1 : 0, day == 0 ? TimeSpan.Zero : TimeSpan.FromDays(1)));
            return true;
        }

        return day > 0 && TryTime(text[(time + 1)..], new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc), out interval);
    }

    private static bool TryDate(ReadOnlySpan<char> text, out int year, out int month, out int day)
    {
        (year, month, day) = (0, 0, 0);
        return text.Length is 4 or 7 or 10
            && Number(text[..4], 1, 9999, out year)
            && (text.Length < 7 || (text[4] == '-' && Number(text[5..7], 1, 12, out month)))
            && (text.Length < 10 || (text[7] == '-' && Number(text[8..], 1, Days(year, month), out day)));
    }

    private static int Days(int year, int month) => month == 2 && DateTime.IsLeapYear(year) ? 29 : DaysOfMonth[month - 1];

    private static bool TryTime(ReadOnlySpan<char> text, DateTime day, out DateInterval interval)
    {
        interval = default;
        var zone = text.IndexOfAny("Z+- ");
        var clock = zone < 0 ? text : text[..zone];
        if (!TryZone(zone < 0 ? default : text[zone..], out var offset) || !TryClock(clock, out var ticks))
        {
            return false;
        }

        var low = Shift(day, ticks - (offset * TimeSpan.TicksPerMinute));
        var width = clock.Length == 5 ? TimeSpan.TicksPerMinute : clock.Length == 8 ? TimeSpan.TicksPerSecond : 1;
        interval = new(low, End(low, 0, new TimeSpan(width)));
        return true;
    }

    // A leap second counts as the last second of its minute.
    private static bool TryClock(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        var second = 0;
        if (text.Length is not 5 and not 8 and not (>= 10 and <= 30)
            || !Number(text[..2], 0, 23, out var hour) || text[2] != ':' || !Number(text[3..5], 0, 59, out var minute)
            || (text.Length > 5 && (text[5] != ':' || !Number(text[6..8], 0, 60, out second))))
        {
            return false;
        }

        ticks = ((((hour * 60L) + minute) * 60) + Math.Min(second, 59)) * TimeSpan.TicksPerSecond;
        return text.Length < 10 || (text[8] == '.' && TryFraction(text[9..], ref ticks));
    }

    private static bool TryFraction(ReadOnlySpan<char> digits, ref long ticks)
    {
        var unit = TimeSpan.TicksPerSecond;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            unit /= 10;
            ticks += (digit - '0') * unit;
        }

        return true;
    }

    // In a URL a plus sign that nobody escaped arrives as a space.
    private static bool TryZone(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text.IsEmpty || text is "Z")
        {
            return true;
        }

        if (text.Length != 6 || text[3] != ':' || !Number(text[1..3], 0, 14, out var hour) || !Number(text[4..], 0, 59, out var minute))
        {
            return false;
        }

        minutes = (text[0] == '-' ? -1 : 1) * ((hour * 60) + minute);
        return true;
    }

    private static bool Number(ReadOnlySpan<char> digits, int min, int max, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return value >= min && value <= max;
    }

    private static DateTime Shift(DateTime day, long ticks) =>
        new(Math.Clamp(day.Ticks + ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc);

    private static DateTimeOffset End(DateTime low, int months, TimeSpan width) =>
        (months > 0 && low.Year == 9999 && low.Month + months > 12) || DateTime.MaxValue - low <= width
            ? DateTimeOffset.MaxValue
            : low.AddMonths(months) + width;
}
