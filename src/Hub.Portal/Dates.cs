using System.Globalization;

namespace Hub.Portal;

/// <summary>Dates and spans of time as people say them, in the time of the place the hub serves.</summary>
public sealed class Dates(TimeProvider time)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly string[] Months = ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    public DateTimeOffset Now => time.GetUtcNow();

    public DateOnly Today => Day(Now);

    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>today, yesterday, tomorrow, else Tuesday 3 Nov, with the year when it is another one.</summary>
    public string Say(DateOnly day)
    {
        var away = day.DayNumber - Today.DayNumber;
        return away switch
        {
            0 => "today",
            1 => "tomorrow",
            -1 => "yesterday",
            > 1 and < 7 or < -1 and > -7 => $"{day.DayOfWeek} {day.Day} {Months[day.Month - 1]}",
            _ => Full(day),
        };
    }

    public string Full(DateOnly day) =>
        day.Year == Today.Year ? $"{day.Day} {Months[day.Month - 1]}" : $"{day.Day} {Months[day.Month - 1]} {day.Year}";

    public static string Exact(DateOnly day) => $"{day.Day} {English.DateTimeFormat.GetMonthName(day.Month)} {day.Year}";

    /// <summary>today at 14:05, 3 Nov at 9:30.</summary>
    public string Say(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        return $"{Say(DateOnly.FromDateTime(local.DateTime))} at {local.ToString("H:mm", English)}";
    }

    public static string Clock(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("H:mm", English);

    /// <summary>How long something has waited: 3 days, 1 hour, just now.</summary>
    public string Since(DateTimeOffset at) => Span(Now - at);

    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 2 } => "just now",
        { TotalMinutes: < 60 } => Count((int)span.TotalMinutes, "minute"),
        { TotalHours: < 24 } => Count((int)span.TotalHours, "hour"),
        _ => Count((int)span.TotalDays, "day"),
    };

    /// <summary>due tomorrow, 2 days late.</summary>
    public string Due(DateOnly day)
    {
        var late = Today.DayNumber - day.DayNumber;
        return late > 0 ? Count(late, "day") + " late" : "due " + Say(day);
    }

    public static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number.ToString("N0", English)} {what}s";

    /// <summary>Whole years at a day; from a month alone, the youngest it can be.</summary>
    public int Age(DateOnly born)
    {
        var years = Today.Year - born.Year;
        return born > Today.AddYears(-years) ? years - 1 : years;
    }

    public static string MonthAndYear(DateOnly day) => $"{Months[day.Month - 1]} {day.Year}";
}
