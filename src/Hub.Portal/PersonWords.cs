using Hub.Portal.Rows;

namespace Hub.Portal;

/// <summary>How a young person is spoken of; pure.</summary>
public static class PersonWords
{
    /// <summary>Born 3 May 2010 (16), born May 2010 (16).</summary>
    public static string Born(PersonRow row, Dates dates) => Day(row.BirthDate) is not { } day ? ""
        : row.BirthDate!.Length >= 10 ? $"born {Dates.Exact(day)} ({dates.Age(day)})"
        : row.BirthDate.Length >= 7 ? $"born {Dates.MonthAndYear(day)} ({dates.Age(day)})"
        : $"born {day.Year}";

    public static string Age(PersonRow row, Dates dates) => Day(row.BirthDate) is { } day ? $"{dates.Age(day)}" : "";

    public static string NhsNumber(string digits) => digits.Length == 10 ? $"{digits[..3]} {digits[3..6]} {digits[6..]}" : digits;

    /// <summary>A day, or the last day a month or year leaves open: nobody is made older than they may be.</summary>
    private static DateOnly? Day(string? born) => born?.Length switch
    {
        >= 10 => Said.Day(born[..10]),
        7 => Said.Day(born + "-01") is { } first ? first.AddMonths(1).AddDays(-1) : null,
        4 => Said.Day(born + "-12-31"),
        _ => null,
    };
}
