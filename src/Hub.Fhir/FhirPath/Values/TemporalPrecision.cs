namespace Hub.Fhir.FhirPath.Values;

/// <summary>The last part that is given; its number is the count of digits up to there, as precision() answers.</summary>
public enum TemporalPrecision
{
    Year = 4,
    Month = 6,
    Day = 8,
    Hour = 10,
    Minute = 12,
    Second = 14,
    Millisecond = 17,
}

public enum TemporalKind
{
    Date,
    DateTime,
    Time,
}
