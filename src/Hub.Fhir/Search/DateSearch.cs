namespace Hub.Fhir.Search;

/// <summary>Dates (https://hl7.org/fhir/R4/search.html#date).</summary>
public static class DateSearch
{
    // YYYY-MM-DDThh:mm:ss.fffffffff+hh:mm
    private const int MaxLength = 35;

    public static DateOperand? Read(string text, out string? why)
    {
        var prefix = Prefixes.Read(text, out var rest);
        var understood = DateInterval.TryParse(rest, out var interval) && rest.Length <= MaxLength;
        why = understood ? null : "a date looks like 2024, 2024-05, 2024-05-31, 2024-05-31T08:30 or 2024-05-31T08:30:00+01:00";
        return understood ? new DateOperand(prefix, interval.Low, interval.High) : null;
    }
}
