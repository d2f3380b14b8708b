namespace Hub.Fhir.FhirPath.Values;

/// <summary>The units of durations on a calendar (https://hl7.org/fhirpath/N1/#time-valued-quantities).</summary>
internal enum CalendarUnit
{
    Year,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
    Millisecond,
}

internal static class CalendarUnits
{
    /// <summary>The unit of a calendar word, singular or plural; null for any other text.</summary>
    public static CalendarUnit? OfWord(string word) => word switch
    {
        "year" or "years" => CalendarUnit.Year,
        "month" or "months" => CalendarUnit.Month,
        "week" or "weeks" => CalendarUnit.Week,
        "day" or "days" => CalendarUnit.Day,
        "hour" or "hours" => CalendarUnit.Hour,
        "minute" or "minutes" => CalendarUnit.Minute,
        "second" or "seconds" => CalendarUnit.Second,
        "millisecond" or "milliseconds" => CalendarUnit.Millisecond,
        _ => null,
    };

    /// <summary>The UCUM codes that mean the same on a calendar; 'a' and 'mo' are definite durations and do not.</summary>
    public static CalendarUnit? OfCode(string code) => code switch
    {
        "wk" => CalendarUnit.Week,
        "d" => CalendarUnit.Day,
        "h" => CalendarUnit.Hour,
        "min" => CalendarUnit.Minute,
        "s" => CalendarUnit.Second,
        "ms" => CalendarUnit.Millisecond,
        _ => null,
    };

    /// <summary>The UCUM code of a unit; year and month are their definite durations.</summary>
    public static string Code(this CalendarUnit unit) => unit switch
    {
        CalendarUnit.Year => "a",
        CalendarUnit.Month => "mo",
        CalendarUnit.Week => "wk",
        CalendarUnit.Day => "d",
        CalendarUnit.Hour => "h",
        CalendarUnit.Minute => "min",
        CalendarUnit.Second => "s",
        _ => "ms",
    };
}
