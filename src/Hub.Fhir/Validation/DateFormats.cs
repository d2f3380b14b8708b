namespace Hub.Fhir.Validation;

/// <summary>
/// date, dateTime, instant and time by hand (http://hl7.org/fhir/R4/datatypes.html#date). Stricter than the published
/// expressions in one thing, which the prose asks for: a day must exist in its month.
/// </summary>
internal static class DateFormats
{
    public static bool IsDate(ReadOnlySpan<byte> value) => value.Length switch
    {
        4 => IsYear(value),
        7 => IsYear(value) && value[4] == '-' && Two(value, 5) is >= 1 and <= 12,
        10 => IsDay(value),
        _ => false,
    };

    public static bool IsDateTime(ReadOnlySpan<byte> value) => value.Length > 10 ? IsInstant(value) : IsDate(value);

    public static bool IsInstant(ReadOnlySpan<byte> value)
    {
        if (value.Length < 20 || !IsDay(value) || value[10] != 'T')
        {
            return false;
        }

        var zone = value[^1] == 'Z' ? 1 : 6;
        return IsTime(value[11..^zone]) && (zone == 1 || IsZone(value[^6..]));
    }

    public static bool IsTime(ReadOnlySpan<byte> value)
    {
        if (value.Length < 8 || value[2] != ':' || value[5] != ':')
        {
            return false;
        }

        return Two(value, 0) is >= 0 and <= 23 && Two(value, 3) is >= 0 and <= 59 && Two(value, 6) is >= 0 and <= 60
            && (value.Length == 8 || (value.Length > 9 && value[8] == '.' && !value[9..].ContainsAnyExceptInRange((byte)'0', (byte)'9')));
    }

    private static bool IsYear(ReadOnlySpan<byte> value) => Two(value, 0) >= 0 && Two(value, 2) >= 0 && !value.StartsWith("0000"u8);

    private static bool IsDay(ReadOnlySpan<byte> value)
    {
        if (!IsYear(value) || value[4] != '-' || value[7] != '-' || Two(value, 5) is not (>= 1 and <= 12 and var month))
        {
            return false;
        }

        var year = (Two(value, 0) * 100) + Two(value, 2);
        return Two(value, 8) >= 1 && Two(value, 8) <= DateTime.DaysInMonth(year, month);
    }

    private static bool IsZone(ReadOnlySpan<byte> value)
    {
        if (value[0] is not ((byte)'+' or (byte)'-') || value[3] != ':')
        {
            return false;
        }

        return (Two(value, 1) is >= 0 and <= 13 && Two(value, 4) is >= 0 and <= 59) || value[1..].SequenceEqual("14:00"u8);
    }

    /// <summary>The number of two digits, negative when they are none.</summary>
    private static int Two(ReadOnlySpan<byte> value, int place)
    {
        var (tens, ones) = (value[place] - '0', value[place + 1] - '0');
        return (uint)tens <= 9 && (uint)ones <= 9 ? (tens * 10) + ones : -1;
    }
}
